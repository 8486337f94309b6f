package io.omni.events.content.mind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MindPropertiesTest {

    @Property(tries = 300)
    void every_number_is_a_score_and_every_verdict_has_its_rule(@ForAll("videos") List<ClipFacts> found) {
        for (Judgement judgement : Mind.judgeAll(found, MindParameters.DEFAULT)) {
            DoubleStream.concat(
                            DoubleStream.of(
                                    judgement.horizon().goalAlignment(),
                                    judgement.lattice().priority(),
                                    judgement.pantheon().consensus(),
                                    judgement.pantheon().dissent()),
                            judgement.pantheon().votes().stream()
                                    .flatMapToDouble(vote -> DoubleStream.of(vote.vote(), vote.confidence())))
                    .forEach(score -> assertThat(score).isBetween(0.0, 1.0));
            ZenithDecision zenith = judgement.zenith();
            assertThat(zenith.reason()).isNotBlank();
            assertThat(zenith.proceeds()).isEqualTo(zenith.rules().stream().allMatch(Rule::passed));
        }
    }

    @Property(tries = 300)
    void the_order_in_which_clips_are_found_makes_no_difference(
            @ForAll("videos") List<ClipFacts> found, @ForAll Random random) {
        List<ClipFacts> shuffled = new ArrayList<>(found);
        Collections.shuffle(shuffled, random);

        assertThat(outcomes(shuffled)).isEqualTo(outcomes(found));
    }

    @Property(tries = 300)
    void no_two_clips_that_are_made_overlap_too_much(@ForAll("videos") List<ClipFacts> found) {
        List<ClipFacts> made = Mind.judgeAll(found, MindParameters.DEFAULT).stream()
                .filter(judgement -> judgement.zenith().proceeds())
                .map(Judgement::facts)
                .toList();

        assertThat(made.size()).isLessThanOrEqualTo(ZenithParameters.DEFAULT.mostClips());
        for (ClipFacts one : made) {
            for (ClipFacts other : made) {
                double common = Math.min(one.end(), other.end()) - Math.max(one.start(), other.start());
                double shorter = Math.min(one.length(), other.length());
                assertThat(one == other || one.clipId().equals(other.clipId()) || common < shorter * 0.5)
                        .isTrue();
            }
        }
    }

    @Property(tries = 200)
    void a_judgement_can_be_made_again_from_what_it_holds(@ForAll("videos") List<ClipFacts> found) {
        Mind.judgeAll(found, MindParameters.DEFAULT)
                .forEach(judgement -> assertThat(Mind.judge(judgement.facts(), judgement.parameters()))
                        .isEqualTo(judgement));
    }

    @Property(tries = 100)
    void a_text_is_like_itself_and_like_its_other_spelling(@ForAll("texts") String text) {
        String spelled = text.toUpperCase(java.util.Locale.ROOT).replace(" ", " -- ");
        double itself = Words.of(text).size() < 3 ? 0 : 1;

        assertThat(Fingerprint.similarity(Fingerprint.of(text), Fingerprint.of(spelled)))
                .isEqualTo(itself);
    }

    private static Map<String, Judgement> outcomes(List<ClipFacts> found) {
        return Mind.judgeAll(found, MindParameters.DEFAULT).stream()
                .map(MindPropertiesTest::withoutTheOrderOfPeers)
                .collect(Collectors.toMap(judgement -> judgement.facts().clipId(), Function.identity()));
    }

    private static Judgement withoutTheOrderOfPeers(Judgement judgement) {
        return new Judgement(
                judgement.facts().against(List.of()),
                judgement.parameters(),
                judgement.paradox(),
                judgement.horizon(),
                judgement.lattice(),
                judgement.pantheon(),
                judgement.zenith());
    }

    @Provide
    Arbitrary<List<ClipFacts>> videos() {
        Arbitrary<ClipFacts> clip = Combinators.combine(
                        Arbitraries.integers().between(0, 280),
                        Arbitraries.integers().between(-2, 130),
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.of("space", "food", "music").list().ofMaxSize(2),
                        texts(),
                        Arbitraries.integers().between(0, 4))
                .as((start, length, confidence, tags, text, speech) -> new ClipFacts(
                        "",
                        start,
                        start + length,
                        confidence / 10.0,
                        tags,
                        text,
                        speech / 4.0,
                        MindSamples.video(),
                        MindSamples.goals(),
                        List.of()));
        return clip.list().ofMaxSize(9).map(MindPropertiesTest::named);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("rocket", "garden", "rain", "we", "build", "cure", "miracle")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words));
    }

    private static List<ClipFacts> named(List<ClipFacts> clips) {
        List<ClipFacts> named = new ArrayList<>();
        for (ClipFacts clip : clips) {
            named.add(new ClipFacts(
                    "clip_" + named.size(),
                    clip.start(),
                    clip.end(),
                    clip.confidence(),
                    clip.tags(),
                    clip.transcript(),
                    clip.speechShare(),
                    clip.video(),
                    clip.goals(),
                    List.of()));
        }
        return named;
    }
}

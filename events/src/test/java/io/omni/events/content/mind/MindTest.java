package io.omni.events.content.mind;

import static io.omni.events.content.mind.MindSamples.MEDIA;
import static io.omni.events.content.mind.MindSamples.OTHER_MEDIA;
import static io.omni.events.content.mind.MindSamples.SAID;
import static io.omni.events.content.mind.MindSamples.clip;
import static io.omni.events.content.mind.MindSamples.judged;
import static io.omni.events.content.mind.MindSamples.peer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class MindTest {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Test
    void a_clip_that_nothing_speaks_against_is_made() {
        Judgement judgement = judged(clip());

        assertThat(judgement.zenith().verdict()).isEqualTo(ZenithVerdict.PROCEED);
        assertThat(judgement.zenith().work()).isEqualTo(Work.EDIT);
        assertThat(judgement.zenith().rules()).hasSize(6).allMatch(Rule::passed);
        assertThat(judgement.paradox().conflicts()).isEmpty();
        assertThat(judgement.horizon().matchedKeywords()).containsExactly("rocket", "garden");
        assertThat(judgement.horizon().category()).isEqualTo("space");
        assertThat(judgement.pantheon().votes()).extracting(Vote::agent).containsExactly(Vote.Agent.values());
    }

    @Test
    void a_judgement_comes_back_from_its_json_and_can_be_made_again_from_it() {
        Judgement judgement = judged(clip().against(List.of(peer("clip_2", 20, 60, 0.95))));

        Judgement read = MAPPER.readValue(MAPPER.writeValueAsBytes(judgement), Judgement.class);

        assertThat(read).isEqualTo(judgement);
        assertThat(Mind.judge(read.facts(), read.parameters())).isEqualTo(judgement);
    }

    @Test
    void of_two_that_overlap_the_surer_one_is_made_and_the_other_is_told_why_not() {
        List<Judgement> both = Mind.judgeAll(
                List.of(clip("clip_1", 10, 40, 0.6), clip("clip_2", 20, 50, 0.8)), MindParameters.DEFAULT);

        assertThat(both.get(1).zenith().proceeds()).isTrue();
        assertThat(both.get(0).zenith().verdict()).isEqualTo(ZenithVerdict.REJECT);
        assertThat(both.get(0).zenith().rule()).isEqualTo("no_blocking_conflict");
        assertThat(both.get(0).zenith().reason()).contains("clip_2", "20.0 seconds");
        assertThat(both.get(0).paradox().conflicts()).extracting(Conflict::kind).containsExactly(Conflict.Kind.OVERLAP);
    }

    @Test
    void one_that_is_dropped_pushes_nothing_out() {
        List<Judgement> three = Mind.judgeAll(
                List.of(clip("best", 0, 20, 0.9), clip("dropped", 10, 30, 0.8), clip("kept", 20, 40, 0.7)),
                MindParameters.DEFAULT);

        assertThat(three).extracting(judgement -> judgement.zenith().proceeds()).containsExactly(true, false, true);
    }

    @Test
    void only_the_best_of_a_video_are_made() {
        List<ClipFacts> many = IntStream.range(0, 7)
                .mapToObj(i -> clip("clip_" + i, i * 30, i * 30 + 20, 0.9 - i * 0.01))
                .toList();

        List<Judgement> judgements = Mind.judgeAll(many, MindParameters.DEFAULT);

        assertThat(judgements.subList(0, 5))
                .allMatch(judgement -> judgement.zenith().proceeds());
        assertThat(judgements.subList(5, 7))
                .extracting(judgement -> judgement.zenith().rule())
                .containsOnly("among_the_best_of_its_video");
    }

    @Test
    void words_that_another_video_said_before_are_left_to_a_person() {
        Peer said = new Peer("clip_9", OTHER_MEDIA, 0, 30, 0.5, Fingerprint.of(SAID + " Yes."), List.of(), true);

        Judgement judgement = judged(clip().against(List.of(said)));

        assertThat(judgement.zenith().verdict()).isEqualTo(ZenithVerdict.QUARANTINE);
        assertThat(judgement.paradox().conflicts())
                .extracting(Conflict::kind, Conflict::with)
                .containsExactly(tuple(Conflict.Kind.REPEAT, "clip_9"));
    }

    @Test
    void a_video_that_says_the_same_twice_gives_one_clip() {
        ClipFacts again = new ClipFacts(
                "clip_2", 100, 130, 0.8, List.of(), SAID, 0.9, MindSamples.video(), Goals.NONE, List.of());

        List<Judgement> both = Mind.judgeAll(List.of(clip(), again), MindParameters.DEFAULT);

        assertThat(both)
                .extracting(judgement -> judgement.zenith().verdict())
                .containsExactly(ZenithVerdict.PROCEED, ZenithVerdict.QUARANTINE);
        assertThat(both.get(1).zenith().reason()).isEqualTo("clip_1 goes before it and says nearly the same");
    }

    @Test
    void facts_that_contradict_each_other_are_left_to_a_person() {
        assertThat(judged(clip("a", 290, 310, 0.9)).zenith().reason()).isEqualTo("it ends after its video");
        assertThat(judged(clip("a", 40, 10, 0.9)).zenith().verdict()).isEqualTo(ZenithVerdict.QUARANTINE);
        assertThat(judged(clip("a", 10, 12, 0.9)).zenith().reason()).isEqualTo("it is shorter than a clip may be");
        assertThat(judged(clip("a", 10, 200, 0.9)).zenith().reason()).isEqualTo("it is longer than a clip may be");
        ClipFacts mute =
                new ClipFacts("a", 10, 40, 0.9, List.of(), SAID, 0, MindSamples.video(), Goals.NONE, List.of());
        assertThat(judged(mute).zenith().reason()).isEqualTo("words are said in it, but nothing is heard");
    }

    @Test
    void the_guardian_minds_words_and_can_veto() {
        ClipFacts scam = new ClipFacts(
                "a",
                10,
                40,
                0.9,
                List.of(),
                "This miracle cure brings guaranteed returns to everybody.",
                0.9,
                MindSamples.video(),
                Goals.NONE,
                List.of());

        Judgement judgement = judged(scam);

        assertThat(judgement.pantheon().of(Vote.Agent.GUARDIAN).vote()).isZero();
        assertThat(judgement.zenith().rule()).isEqualTo("guardian_has_no_veto");
        assertThat(judgement.zenith().verdict()).isEqualTo(ZenithVerdict.QUARANTINE);
    }

    @Test
    void without_goals_nothing_is_held_against_a_clip() {
        ClipFacts aimless =
                new ClipFacts("a", 10, 40, 0.9, List.of(), SAID, 0.9, MindSamples.video(), Goals.NONE, List.of());

        assertThat(judged(aimless).horizon().goalAlignment()).isEqualTo(Score.NEUTRAL);
        assertThat(judged(aimless).horizon().reason()).isEqualTo("the project has set no goals");
    }

    @Test
    void an_operators_decision_is_asked_nothing() {
        ZenithDecision decision = Zenith.byOperator(Work.UPLOAD, "key_1");

        assertThat(decision.proceeds()).isTrue();
        assertThat(decision.author()).isEqualTo("key_1");
        assertThat(decision.rules()).isEmpty();
    }

    @Test
    void a_video_that_was_seen_before_is_blocked_and_named() {
        Peer earlier = new Peer("vid_1", MEDIA, 0, 60, 1, Fingerprint.NONE, List.of(), true);

        assertThat(Paradox.ofVideo(MEDIA, List.of(earlier)).conflicts())
                .extracting(Conflict::with)
                .containsExactly("vid_1");
        assertThat(Paradox.ofVideo(OTHER_MEDIA, List.of(earlier)).action()).isEqualTo(ParadoxAction.IGNORE);
    }

    @Test
    void what_is_known_makes_the_priority_and_an_operator_overrules_it() {
        LatticeInput input = LatticeInput.ofClip(clip());

        // (0.35*0.8 + 0.25*0.7 + 0.2*0.9 + 0.2*2^(-1/3)) / 1
        assertThat(Lattice.prioritise(input, LatticeParameters.DEFAULT).priority())
                .isEqualTo(0.7937);
        assertThat(Lattice.prioritise(input.afterFailures(2), LatticeParameters.DEFAULT)
                        .priority())
                .isEqualTo(0.5937);
        assertThat(Lattice.prioritise(LatticeInput.unknown(), LatticeParameters.DEFAULT)
                        .priority())
                .isEqualTo(0.5);
        assertThat(Lattice.prioritise(input.wished(0.1), LatticeParameters.DEFAULT))
                .extracting(LatticePriority::priority, LatticePriority::reason)
                .containsExactly(0.1, "an operator set it");
    }

    @Test
    void parameters_that_make_no_sense_are_refused_by_name() {
        assertThatThrownBy(() -> new ZenithParameters(1.5, 0, 0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("zenith.accept_at must be from 0 to 1");
        assertThatThrownBy(() -> new ZenithParameters(Double.NaN, 0, 0, 5))
                .hasMessage("zenith.accept_at must be from 0 to 1");
        assertThatThrownBy(() -> new PlacingParameters(600, 600, 1, 1))
                .hasMessage("placing.window_to_minute must be from 601 to 1440");
    }
}

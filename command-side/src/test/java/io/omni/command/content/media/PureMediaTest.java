package io.omni.command.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.omni.command.content.media.CandidateFinder.Piece;
import io.omni.command.content.media.CutPlan.Frames;
import io.omni.command.content.media.Probe.Picture;
import io.omni.events.content.Cue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PureMediaTest {

    @Test
    void subtitles_are_read_as_people_write_them() {
        String text =
                "\uFEFFWEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.5 align:start\r\n<v Bob>Hello &amp;\n<b>bye</b>\n\n"
                        + "2\n00:00:03,000 --> 00:00:02,000\nbackwards\n\n3\n1:00:00,250 --> 1:00:01,000\n{\\an8}late\n\n"
                        + "4\n00:00:02,000 --> 00:00:04,000\noverlaps\n\nnonsense --> here\nx\n";
        assertThat(SubtitleText.read(text.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(
                        new Cue(1, 2.5, "Hello & bye"), new Cue(2.5, 4, "overlaps"), new Cue(3600.25, 3601, "late"));
        byte[] old = "1\n00:00:01,000 --> 00:00:02,000\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(SubtitleText.read(old)).containsExactly(new Cue(1, 2, "café"));
    }

    @Test
    void no_bytes_make_reading_subtitles_fail() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            String mixed = new String(bytes, StandardCharsets.ISO_8859_1) + "\n00:00:01,0 --> 00:00:0" + i + ",5\n";
            List<Cue> cues = SubtitleText.read(mixed.getBytes(StandardCharsets.UTF_8));
            assertThat(cues).allSatisfy(cue -> assertThat(cue.end()).isGreaterThan(cue.start()));
        }
    }

    @Test
    void captions_can_give_the_format_no_orders() {
        String file = CaptionFile.write(List.of(new Cue(0, 61.5, "a {\\pos(0,0)}\\N b\nDialogue: c")));
        assertThat(file.substring(file.indexOf("Dialogue:")))
                .isEqualTo("Dialogue: 0,0:00:00.00,0:01:01.50,Caption,,0,0,0,,a (/pos(0,0))/N b\\NDialogue: c\n");
    }

    @Test
    void long_lines_are_shown_page_by_page() {
        String file = CaptionFile.write(List.of(new Cue(0, 10, "word ".repeat(20))));
        assertThat(file.lines().filter(line -> line.startsWith("Dialogue"))).hasSize(3);
    }

    @Test
    void silences_are_cut_but_for_a_breath() {
        CutPlan plan = CutPlan.without(List.of(new Span(0, 1), new Span(3, 3.4), new Span(5, 7), new Span(9, 10)), 10);
        assertThat(plan.pieces()).containsExactly(new Frames(26, 155), new Frames(206, 275));
        assertThat(plan.seconds()).isEqualTo(6.6, within(0.01));
        assertThat(plan.placed(List.of(new Cue(105, 107.5, "x"), new Cue(105.5, 106, "gone")), 100))
                .containsExactly(new Cue(plan.placed(5), plan.placed(7.5), "x"));
        assertThat(plan.placed(7.5)).isEqualTo(4.3 + 7.5 - 206 / 30.0, within(0.001));
    }

    @Test
    void a_clip_of_nothing_but_silence_is_kept_and_a_thousand_pauses_are_not_a_thousand_pieces() {
        assertThat(CutPlan.without(List.of(new Span(0, 10)), 10)).isEqualTo(CutPlan.whole(10));
        List<Span> pauses = new ArrayList<>();
        for (int i = 0; i < 110; i++) {
            pauses.add(new Span(i + 0.3, i + 0.95 + i * 0.0005));
        }
        assertThat(CutPlan.without(pauses, 111).pieces()).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void small_pictures_are_framed_square() {
        assertThat(Framing.of(new Picture(1280, 720, 30, "h264"), true)).isEqualTo(Framing.CROP);
        assertThat(Framing.of(new Picture(640, 360, 30, "h264"), true)).isEqualTo(Framing.SQUARE);
        assertThat(Framing.of(new Picture(1080, 1920, 30, "h264"), true)).isEqualTo(Framing.CROP);
        assertThat(Framing.of(new Picture(1280, 720, 30, "h264"), false)).isEqualTo(Framing.FIT);
    }

    @Test
    void pieces_are_cut_at_pauses_and_never_overlap() {
        List<Cue> cues = List.of(
                new Cue(0, 6, "One goes on."),
                new Cue(6.1, 12, "And on."),
                new Cue(15, 21, "Two begins."),
                new Cue(21.2, 27, "Two ends."),
                new Cue(28, 29, "Short."));
        List<Piece> pieces = CandidateFinder.find(30, cues, List.of(), List.of(14.0));
        assertThat(pieces).extracting(Piece::span).contains(new Span(0, 12), new Span(15, 29));
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.confidence()).isBetween(0.4, 1.0));
    }

    @Test
    void any_speech_gives_pieces_within_their_bounds() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            List<Cue> cues = new ArrayList<>();
            double at = 0;
            for (int i = 0; i < random.nextInt(60); i++) {
                double start = at + random.nextDouble() * 3;
                at = start + 0.1 + random.nextDouble() * 20;
                cues.add(new Cue(start, at, random.nextBoolean() ? "word." : "word"));
            }
            List<Piece> pieces = CandidateFinder.find(at, cues, List.of(), List.of(at / 2));
            double free = 0;
            for (Piece piece : pieces) {
                assertThat(piece.span().start()).isGreaterThanOrEqualTo(free);
                assertThat(piece.span().length()).isBetween(5.0, 120.0);
                assertThat(cues).extracting(Cue::start).contains(piece.span().start());
                assertThat(cues).extracting(Cue::end).contains(piece.span().end());
                free = piece.span().end();
            }
            assertThat(CandidateFinder.find(at, cues, List.of(), List.of(at / 2)))
                    .isEqualTo(pieces);
        }
    }

    @Test
    void sound_without_a_pause_is_cut_into_stretches() {
        List<Piece> pieces = CandidateFinder.find(100, List.of(), List.of(new Span(0, 100)), List.of(25.0));
        assertThat(pieces)
                .isNotEmpty()
                .allSatisfy(piece -> assertThat(piece.span().length()).isLessThan(121));
        assertThat(CandidateFinder.find(100, List.of(), List.of(), List.of())).isEmpty();
    }

    @Test
    void relevance_counts_keywords_as_words() {
        assertThat(Topic.relevance("Java and java, not javascript", List.of("Java", "rust")))
                .isEqualTo(0.375);
        assertThat(Topic.relevance("anything", List.of())).isEqualTo(0.5);
        assertThat(Topic.of("The tests tests run java fast", List.of("java"), 3))
                .containsExactly("java", "tests", "fast");
    }
}

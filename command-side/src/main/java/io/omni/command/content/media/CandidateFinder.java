package io.omni.command.content.media;

import io.omni.events.content.Cue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the pieces of a video that could become clips. Pure: the same input gives the same pieces.
 *
 * <p>Speech is what the transcript's lines cover; without a transcript, whatever isn't silent. A piece begins where speech begins and ends
 * where speech ends, and has 5 to 120 seconds. How well a video can be cut between two stretches of speech is a number:
 *
 * <pre>
 * break      = min(1, 0.6·min(1, pause/2 s) + 0.25·(a sentence ends) + 0.15·(the scene changes within half a second))
 *              1 at the beginning and at the end of the video
 * fit        = 1 from 10 to 45 s; falls linearly to 0.4 at 5 s and to 0.3 at 120 s
 * density    = speech / length
 * cohesion   = 1 − the strongest break within
 * confidence = 0.25·break before + 0.25·break after + 0.20·fit + 0.15·density + 0.15·cohesion
 * </pre>
 *
 * <p>Taken are the most confident pieces that don't overlap, the earlier and then the shorter one first among equals, none below 0.4, at most
 * twenty.
 */
final class CandidateFinder {
    static final double SHORTEST = 5;
    static final double LONGEST = 120;
    private static final double LEAST_CONFIDENCE = 0.4;
    private static final int MOST = 20;
    // Without a transcript, sound without a pause is cut all the same.
    private static final double LONGEST_STRETCH = 30;
    private static final double NEAR_SCENE = 0.5;

    private CandidateFinder() {}

    /**
     * A piece, and why.
     *
     * @param span where it lies
     * @param breakBefore how well it can be cut at its beginning, 0..1
     * @param breakAfter how well it can be cut at its end, 0..1
     * @param fit how good its length is, 0..1
     * @param density which share of it is speech, 0..1
     * @param cohesion how little speaks for cutting it within, 0..1
     */
    record Piece(Span span, double breakBefore, double breakAfter, double fit, double density, double cohesion) {
        double confidence() {
            return Seconds.rounded(
                    0.25 * breakBefore + 0.25 * breakAfter + 0.2 * fit + 0.15 * density + 0.15 * cohesion);
        }
    }

    /**
     * The pieces, in the order of the video.
     *
     * @param seconds how long the video was measured to be
     * @param cues the transcript; may be empty
     * @param loud where it isn't silent
     * @param scenes when a new scene begins
     */
    static List<Piece> find(double seconds, List<Cue> cues, List<Span> loud, List<Double> scenes) {
        List<Stretch> speech = cues.isEmpty() ? stretches(loud, scenes) : stretches(cues);
        double[] breaks = breaks(speech, scenes);
        List<Piece> all = new ArrayList<>();
        for (int first = 0; first < speech.size(); first++) {
            double spoken = 0;
            double strongest = 0;
            for (int last = first; last < speech.size(); last++) {
                Span span = new Span(
                        speech.get(first).span().start(),
                        speech.get(last).span().end());
                if (span.length() > LONGEST) {
                    break;
                }
                spoken += speech.get(last).span().length();
                if (last > first) {
                    strongest = Math.max(strongest, breaks[last]);
                }
                if (span.length() >= SHORTEST && span.end() <= seconds) {
                    all.add(new Piece(
                            span,
                            breaks[first],
                            breaks[last + 1],
                            fit(span.length()),
                            Math.min(1, spoken / span.length()),
                            1 - strongest));
                }
            }
        }
        return withoutOverlap(all);
    }

    private static List<Piece> withoutOverlap(List<Piece> all) {
        all.sort(Comparator.comparingDouble(Piece::confidence)
                .reversed()
                .thenComparingDouble(piece -> piece.span().start())
                .thenComparingDouble(piece -> piece.span().length()));
        List<Piece> taken = new ArrayList<>();
        for (Piece piece : all) {
            boolean free = taken.stream()
                    .allMatch(other -> piece.span().end() <= other.span().start()
                            || piece.span().start() >= other.span().end());
            if (free && piece.confidence() >= LEAST_CONFIDENCE && taken.size() < MOST) {
                taken.add(piece);
            }
        }
        taken.sort(Comparator.comparingDouble(piece -> piece.span().start()));
        return taken;
    }

    /** How well it can be cut before each stretch, and after the last. */
    private static double[] breaks(List<Stretch> speech, List<Double> scenes) {
        double[] breaks = new double[speech.size() + 1];
        for (int i = 0; i < breaks.length; i++) {
            if (i == 0 || i == speech.size()) {
                breaks[i] = 1;
                continue;
            }
            double from = speech.get(i - 1).span().end();
            double to = speech.get(i).span().start();
            boolean scene = scenes.stream().anyMatch(at -> at >= from - NEAR_SCENE && at <= to + NEAR_SCENE);
            breaks[i] = Math.min(
                    1,
                    0.6 * Math.min(1, (to - from) / 2)
                            + (speech.get(i - 1).endsSentence() ? 0.25 : 0)
                            + (scene ? 0.15 : 0));
        }
        return breaks;
    }

    private static double fit(double length) {
        if (length < 10) {
            return 0.4 + 0.6 * (length - SHORTEST) / (10 - SHORTEST);
        }
        return length <= 45 ? 1 : 1 - 0.7 * (length - 45) / (LONGEST - 45);
    }

    private static List<Stretch> stretches(List<Cue> cues) {
        return cues.stream()
                .map(cue ->
                        new Stretch(new Span(cue.start(), cue.end()), cue.text().matches("(?s).*[.!?…。！？][\"'”’)»]*")))
                .toList();
    }

    private static List<Stretch> stretches(List<Span> loud, List<Double> scenes) {
        List<Stretch> stretches = new ArrayList<>();
        for (Span span : loud) {
            double from = span.start();
            while (span.end() - from > LONGEST_STRETCH) {
                double earliest = from + SHORTEST;
                double latest = from + LONGEST_STRETCH;
                double cut = scenes.stream()
                        .filter(at -> at >= earliest && at <= latest)
                        .reduce((_, later) -> later)
                        .orElse(latest);
                stretches.add(new Stretch(new Span(from, cut), false));
                from = cut;
            }
            stretches.add(new Stretch(new Span(from, span.end()), false));
        }
        return stretches.stream()
                .map(stretch -> new Stretch(
                        new Span(
                                Seconds.rounded(stretch.span().start()),
                                Seconds.rounded(stretch.span().end())),
                        false))
                .toList();
    }

    private record Stretch(Span span, boolean endsSentence) {}
}

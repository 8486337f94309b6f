package io.omni.command.content.media;

import io.omni.events.content.Cue;
import java.util.ArrayList;
import java.util.List;

/**
 * Which frames of a clip are kept, and where its moments come to lie. Frames are counted at {@value #RATE} a second from the clip's
 * beginning; a frame is 1,600 samples at 48 kHz, so picture and sound are cut at the very same places.
 *
 * @param pieces the frames that are kept, in order; at least one piece
 */
record CutPlan(List<Frames> pieces) {
    static final int RATE = 30;
    /** Pauses up to this long are kept, in seconds. */
    private static final double LONGEST_PAUSE = 0.6;
    /** What is left of a longer one at each side. */
    private static final double BREATH = 0.15;
    /** More pieces would make a filter that ffmpeg takes long to build. */
    private static final int MOST_PIECES = 60;

    CutPlan {
        pieces = List.copyOf(pieces);
    }

    /**
     * Frames in a row.
     *
     * @param first the first that is kept
     * @param end the first after it that isn't
     */
    record Frames(int first, int end) {
        int count() {
            return end - first;
        }
    }

    /** Keeps everything. */
    static CutPlan whole(double seconds) {
        return new CutPlan(List.of(new Frames(0, Math.max(1, (int) Math.round(seconds * RATE)))));
    }

    /** Cuts silences; keeps everything when nothing else would be left. */
    static CutPlan without(List<Span> silences, double seconds) {
        double shortest = LONGEST_PAUSE;
        while (true) {
            CutPlan plan = without(silences, seconds, shortest);
            if (plan.pieces().size() <= MOST_PIECES) {
                return plan;
            }
            shortest *= 1.5;
        }
    }

    private static CutPlan without(List<Span> silences, double seconds, double shortest) {
        int end = whole(seconds).frames();
        List<Frames> kept = new ArrayList<>();
        int from = 0;
        for (Span silence : silences) {
            if (silence.length() < shortest) {
                continue;
            }
            // At the very beginning and end there is nothing that a breath would join.
            int first = silence.start() <= 0 ? 0 : frame(silence.start() + BREATH);
            int next = silence.end() >= seconds ? end : frame(silence.end() - BREATH);
            if (first > from) {
                kept.add(new Frames(from, Math.min(first, end)));
            }
            from = Math.max(from, Math.min(next, end));
        }
        if (from < end) {
            kept.add(new Frames(from, end));
        }
        return kept.stream().mapToInt(Frames::count).sum() < RATE ? whole(seconds) : new CutPlan(kept);
    }

    int frames() {
        return pieces.stream().mapToInt(Frames::count).sum();
    }

    double seconds() {
        return (double) frames() / RATE;
    }

    /** Where a moment of the uncut clip lies in the cut one, in seconds; one that was cut out lies where the cut is. */
    double placed(double second) {
        double before = 0;
        for (Frames piece : pieces) {
            double first = (double) piece.first() / RATE;
            double end = (double) piece.end() / RATE;
            if (second < end) {
                return before + Math.max(0, second - first);
            }
            before += end - first;
        }
        return before;
    }

    /**
     * Lines of the video as they lie in the cut clip; those that were cut out are gone.
     *
     * @param start where the clip begins in the video
     */
    List<Cue> placed(List<Cue> cues, double start) {
        return cues.stream()
                .map(cue -> new Cue(placed(cue.start() - start), placed(cue.end() - start), cue.text()))
                .filter(cue -> cue.end() > cue.start())
                .toList();
    }

    private static int frame(double second) {
        return (int) Math.round(second * RATE);
    }
}

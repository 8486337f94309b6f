package io.omni.command.content.media;

import io.omni.command.content.media.CandidateFinder.Piece;
import io.omni.command.content.media.Transcripts.Transcript;
import io.omni.events.content.Analysis;
import io.omni.events.content.Candidate;
import io.omni.events.content.Cue;
import io.omni.events.content.MediaFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was measured into an analysis. Pure: the same input gives the same analysis.
 *
 * <pre>
 * hook      = 0.4·(speech within the first second) + 0.6·(the first line asks, exclaims, counts or speaks to "you")
 *             without a transcript only the first half is known: 0.4 + 0.3
 * pace      = min(1, words per second / 2.5); without a transcript the share that is speech
 * motion    = min(1, changes of scene per 10 s / 3)
 * dynamics  = min(1, loudness range / 10 LU)
 * virality  = 0.30·hook + 0.20·pace + 0.20·motion + 0.10·dynamics + 0.20·fit      of a candidate
 *             the mean of the best three candidates                                of a video; 0 without any
 * relevance = see {@link Topic#relevance}; of a video over title, description and transcript
 * </pre>
 */
final class Scoring {
    private static final int TAGS = 8;
    private static final int KEYWORDS = 12;
    private static final int BEST = 3;
    private static final double GOOD_PACE = 2.5;
    private static final Pattern HOOK = Pattern.compile(
            "(?iu).*[?!].*|.*\\b(?:how|why|what|never|secrets?|best|worst|you|your|stop|imagine|wie|warum|nie|comment|pourquoi)\\b.*|.*[0-9].*");

    private Scoring() {}

    /**
     * What was measured.
     *
     * @param probe what the file says of itself
     * @param seconds how long it is
     * @param sound what was heard; null without sound
     * @param scenes when a new scene begins
     * @param transcript what is said
     */
    record Measured(Probe probe, double seconds, @Nullable Sound sound, List<Double> scenes, Transcript transcript) {}

    /**
     * The analysis.
     *
     * @param about title and description of the post
     * @param keywords the project's
     */
    static Analysis analyze(Measured measured, String about, List<String> keywords) {
        List<Cue> cues = measured.transcript().cues();
        List<Span> loud =
                measured.sound() == null ? List.of() : measured.sound().loud(measured.seconds());
        List<Candidate> candidates = new ArrayList<>();
        for (Piece piece : CandidateFinder.find(measured.seconds(), cues, loud, measured.scenes())) {
            candidates.add(candidate(piece, measured, keywords));
        }
        String everything = about + "\n" + text(cues);
        double virality = candidates.stream()
                .map(candidate -> (Double) candidate.features().get("virality"))
                .sorted(Comparator.reverseOrder())
                .limit(BEST)
                .collect(Collectors.averagingDouble(Double::doubleValue));
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("scene_changes", measured.scenes().size());
        features.put("words", words(cues));
        features.put(
                "loud_seconds",
                Seconds.rounded(loud.stream().mapToDouble(Span::length).sum()));
        features.put(
                "loudness_range_lu",
                measured.sound() == null ? 0.0 : measured.sound().range());
        return new Analysis(
                facts(measured),
                Seconds.rounded(virality),
                Topic.relevance(everything, keywords),
                Topic.of(everything, keywords, KEYWORDS),
                candidates,
                features);
    }

    private static Candidate candidate(Piece piece, Measured measured, List<String> keywords) {
        Span span = piece.span();
        List<Cue> cues = measured.transcript().cues().stream()
                .filter(cue -> cue.start() >= span.start() && cue.end() <= span.end())
                .toList();
        String text = text(cues);
        long changes = measured.scenes().stream()
                .filter(at -> at > span.start() && at < span.end())
                .count();
        double wordsPerSecond = words(cues) / span.length();
        double hook = hook(cues);
        double pace = cues.isEmpty() ? piece.density() : Math.min(1, wordsPerSecond / GOOD_PACE);
        double motion = Math.min(1, changes / span.length() * 10 / 3);
        double dynamics =
                measured.sound() == null ? 0 : Math.min(1, measured.sound().range() / 10);
        Map<String, Object> features = new LinkedHashMap<>();
        features.put("break_before", Seconds.rounded(piece.breakBefore()));
        features.put("break_after", Seconds.rounded(piece.breakAfter()));
        features.put("length_fit", Seconds.rounded(piece.fit()));
        features.put("speech_share", Seconds.rounded(piece.density()));
        features.put("cohesion", Seconds.rounded(piece.cohesion()));
        features.put("hook", hook);
        features.put("pace", Seconds.rounded(pace));
        features.put("motion", Seconds.rounded(motion));
        features.put("dynamics", Seconds.rounded(dynamics));
        features.put(
                "virality",
                Seconds.rounded(0.3 * hook + 0.2 * pace + 0.2 * motion + 0.1 * dynamics + 0.2 * piece.fit()));
        features.put("relevance", Topic.relevance(text, keywords));
        return new Candidate(
                span.start(), span.end(), piece.confidence(), Topic.of(text, keywords, TAGS), text, cues, features);
    }

    private static double hook(List<Cue> cues) {
        if (cues.isEmpty()) {
            return 0.7;
        }
        return HOOK.matcher(cues.getFirst().text()).matches() ? 1 : 0.4;
    }

    private static MediaFacts facts(Measured measured) {
        Probe.Picture picture = measured.probe().picture();
        Sound sound = measured.sound();
        return new MediaFacts(
                Seconds.rounded(measured.seconds()),
                picture == null ? 0 : picture.width(),
                picture == null ? 0 : picture.height(),
                picture == null ? 0 : Seconds.rounded(picture.framesPerSecond()),
                picture == null ? null : picture.codec(),
                measured.probe().audioCodec(),
                sound == null ? null : sound.loudness(),
                measured.scenes().size() + 1,
                sound == null ? 0 : sound.silences().size(),
                measured.transcript().source());
    }

    private static String text(List<Cue> cues) {
        return cues.stream().map(Cue::text).collect(Collectors.joining(" "));
    }

    private static int words(List<Cue> cues) {
        return cues.stream()
                .mapToInt(cue -> cue.text().strip().split("\\s+").length)
                .sum();
    }
}

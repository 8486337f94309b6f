package io.omni.command.content.media;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Listens to a file with ffmpeg's filters <a href="https://ffmpeg.org/ffmpeg-filters.html#silencedetect">silencedetect</a> and <a
 * href="https://ffmpeg.org/ffmpeg-filters.html#ebur128-1">ebur128</a>.
 */
final class Listener {
    /** What is quieter counts as silence; more than a room's noise, less than a whisper. */
    static final String SILENCE_LEVEL = "-38dB";

    /** Shorter pauses belong to speaking, in seconds. */
    static final double SHORTEST_SILENCE = 0.35;

    private static final Pattern START = Pattern.compile("silence_start: (-?[0-9.]+)");
    private static final Pattern END = Pattern.compile("silence_end: (-?[0-9.]+)");

    private final Ffmpeg ffmpeg;

    Listener(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /**
     * Listens to a file, or to a piece of it.
     *
     * @param piece what to listen to; null for all of it. Times in the answer count from its beginning
     * @param seconds how long it is supposed to be
     */
    Sound listen(Path work, String name, @Nullable Span piece, double seconds, DoubleConsumer done)
            throws MediaTrouble, InterruptedException {
        List<String> arguments = new ArrayList<>(cut(piece));
        arguments.addAll(Ffmpeg.input(name));
        arguments.addAll(List.of(
                "-map",
                "0:a:0",
                "-af",
                "aresample=48000:async=1:first_pts=0,silencedetect=noise=" + SILENCE_LEVEL + ":d=" + SHORTEST_SILENCE
                        + ",ebur128=framelog=verbose",
                "-f",
                "null",
                "-"));
        double[] heard = {0};
        String output = ffmpeg.run(work, arguments, seconds, at -> {
            heard[0] = at;
            done.accept(at);
        });
        double loudness = Ffmpeg.loudness(output);
        return new Sound(
                heard[0],
                Double.isInfinite(loudness) ? null : Double.valueOf(loudness),
                Ffmpeg.loudnessRange(output),
                silences(output, heard[0]));
    }

    /** The options before an input that open a piece of it. */
    static List<String> cut(@Nullable Span piece) {
        return piece == null
                ? List.of()
                : List.of("-ss", Seconds.exact(piece.start()), "-t", Seconds.exact(piece.length()));
    }

    private static List<Span> silences(String output, double end) {
        List<Span> silences = new ArrayList<>();
        double start = Double.NaN;
        for (String line : output.split("\n")) {
            Matcher begins = START.matcher(line);
            Matcher ends = END.matcher(line);
            if (begins.find()) {
                start = Math.max(0, Double.parseDouble(begins.group(1)));
            } else if (ends.find() && !Double.isNaN(start)) {
                silences.add(new Span(start, Math.max(start, Double.parseDouble(ends.group(1)))));
                start = Double.NaN;
            }
        }
        if (!Double.isNaN(start) && start < end) {
            silences.add(new Span(start, end));
        }
        return silences;
    }
}

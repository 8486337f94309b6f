package io.omni.command.content.media;

import io.omni.command.content.media.MediaTrouble.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program <a href="https://ffmpeg.org/ffmpeg.html">ffmpeg</a>. It opens files only, and no playlists: a "video" that is a list of
 * other files or of addresses is refused by its form.
 */
final class Ffmpeg {
    /** What inputs may be, by the names of ffmpeg's demuxers. */
    static final String FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,flv,ogg,asf,wav,mp3,aac,flac";

    /** Less than nothing can be heard: what ffmpeg calls the loudness of silence. */
    static final double INAUDIBLE_LUFS = -69.9;

    // A stuck program is ended some day, a slow machine is not punished.
    private static final int SECONDS_PER_SECOND = 30;
    private static final double MICROS = 1e6;
    private static final Pattern TIME = Pattern.compile("out_time_us=(\\d+)");
    private static final Pattern LOUDNESS = Pattern.compile("\\bI:\\s+(-?[0-9.]+|-inf|nan) LUFS");
    private static final Pattern RANGE = Pattern.compile("\\bLRA:\\s+([0-9.]+) LU");

    private final MediaSettings settings;
    private final MediaProgram program;

    Ffmpeg(MediaSettings settings, MediaProgram program) {
        this.settings = settings;
        this.program = program;
    }

    /**
     * Runs ffmpeg.
     *
     * @param work its folder
     * @param arguments what comes after the general options; input files by names in that folder
     * @param seconds how much material it goes through, which its time is measured by
     * @param done told how many seconds have been gone through
     * @return what it printed
     */
    String run(Path work, List<String> arguments, double seconds, DoubleConsumer done)
            throws MediaTrouble, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                settings.ffmpeg(), "-hide_banner", "-nostdin", "-y", "-v", "info", "-nostats", "-progress", "pipe:1"));
        all.addAll(arguments);
        return program.run(all, work, timeout(seconds), line -> {
            Matcher time = TIME.matcher(line);
            if (time.matches()) {
                done.accept(Double.parseDouble(time.group(1)) / MICROS);
            }
        });
    }

    /** The options that open a file from outside. */
    static List<String> input(String name) {
        return List.of("-protocol_whitelist", "file,pipe", "-format_whitelist", FORMATS, "-i", name);
    }

    /** How long a program may take for so much material. */
    Duration timeout(double seconds) {
        return settings.patience().plusSeconds((long) Math.ceil(seconds * SECONDS_PER_SECOND));
    }

    /** The integrated loudness that the filter ebur128 has printed, LUFS; negative infinity for silence. */
    static double loudness(String output) throws MediaTrouble {
        String value = last(LOUDNESS, output);
        double loudness =
                value.equals("-inf") || value.equals("nan") ? Double.NEGATIVE_INFINITY : Double.parseDouble(value);
        return loudness <= INAUDIBLE_LUFS ? Double.NEGATIVE_INFINITY : loudness;
    }

    /** The loudness range that the filter ebur128 has printed, LU. */
    static double loudnessRange(String output) throws MediaTrouble {
        return Double.parseDouble(last(RANGE, output));
    }

    private static String last(Pattern pattern, String output) throws MediaTrouble {
        Matcher matcher = pattern.matcher(output);
        String found = null;
        while (matcher.find()) {
            found = matcher.group(1);
        }
        if (found == null) {
            throw new MediaTrouble(Kind.BAD_INPUT, "the sound can't be measured");
        }
        return found;
    }
}

package io.omni.command.content.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Watches a file for changes of scene, by the scene score of ffmpeg's filter <a href="https://ffmpeg.org/ffmpeg-filters.html#select_002c-aselect">select</a>. */
final class Watcher {
    private static final String FOUND = "scenes.txt";
    private static final long MOST_BYTES = 16 << 20;
    private static final Pattern AT = Pattern.compile("pts_time:(-?[0-9.]+)");
    // The score above which ffmpeg's documentation takes a frame for a new scene; a small picture tells as much as a
    // large one.
    private static final String SCENES =
            "scale=320:-2:flags=fast_bilinear,select='gt(scene,0.3)',metadata=print:file=" + FOUND;

    private final Ffmpeg ffmpeg;

    Watcher(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /**
     * What was seen.
     *
     * @param seconds how long there was a picture
     * @param changes when a new scene began, in order; the first one's beginning is not among them
     */
    record Scenes(double seconds, List<Double> changes) {
        Scenes {
            changes = List.copyOf(changes);
        }
    }

    /** Watches a file. */
    Scenes watch(Path work, String name, double seconds, DoubleConsumer done)
            throws MediaTrouble, InterruptedException {
        // The output goes through all frames: it tells how long the picture really is. The scenes aren't a second one,
        // because since version 7 an output that gets no frame at all is an error.
        List<String> arguments = new ArrayList<>(Ffmpeg.input(name));
        arguments.addAll(List.of(
                "-filter_complex",
                "[0:v:0]split=2[all][pick];[pick]" + SCENES + ",nullsink",
                "-map",
                "[all]",
                "-fps_mode",
                "passthrough",
                "-f",
                "null",
                "-"));
        double[] seen = {0};
        ffmpeg.run(work, arguments, seconds, at -> {
            seen[0] = Math.max(seen[0], at);
            done.accept(at);
        });
        return new Scenes(seen[0], changes(work.resolve(FOUND)));
    }

    private static List<Double> changes(Path found) throws MediaTrouble {
        List<Double> changes = new ArrayList<>();
        try {
            if (Files.notExists(found) || Files.size(found) > MOST_BYTES) {
                return List.of();
            }
            for (String line : Files.readAllLines(found)) {
                Matcher at = AT.matcher(line);
                if (at.find()) {
                    changes.add(Seconds.rounded(Double.parseDouble(at.group(1))));
                }
            }
        } catch (IOException e) {
            throw new MediaTrouble(MediaTrouble.Kind.PASSING, "the scenes that were found can't be read", e);
        }
        return changes;
    }
}

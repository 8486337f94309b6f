package io.omni.command.content.media;

import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.events.content.Cue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what is said: from a sidecar, from the file's own subtitles, or from a speech-to-text command where one is configured. */
final class Transcripts {
    private static final Logger LOG = LoggerFactory.getLogger(Transcripts.class);
    private static final long MOST_BYTES = 8 << 20;
    private static final String EMBEDDED = "embedded.srt";
    private static final String SPEECH = "speech.wav";

    private final MediaSettings settings;
    private final MediaProgram program;
    private final Ffmpeg ffmpeg;

    Transcripts(MediaSettings settings, MediaProgram program, Ffmpeg ffmpeg) {
        this.settings = settings;
        this.program = program;
        this.ffmpeg = ffmpeg;
    }

    /**
     * What is said.
     *
     * @param source {@code sidecar}, {@code embedded}, {@code speech} or {@code none}
     * @param cues its lines, in order, none after the end of the video
     */
    record Transcript(String source, List<Cue> cues) {
        Transcript {
            cues = List.copyOf(cues);
        }
    }

    /**
     * The transcript of a video: the first of the three sources that has a line.
     *
     * @param name the video
     * @param sidecar the name of a subtitle file beside it; null when there is none
     * @param seconds how long the video was measured to be
     */
    Transcript read(Path work, String name, @Nullable String sidecar, Probe probe, double seconds)
            throws MediaTrouble, InterruptedException {
        if (sidecar != null) {
            List<Cue> cues = within(file(work.resolve(sidecar)), seconds);
            if (!cues.isEmpty()) {
                return new Transcript("sidecar", cues);
            }
        }
        Integer stream = probe.subtitleStream();
        if (stream != null) {
            List<Cue> cues = within(embedded(work, name, stream, seconds), seconds);
            if (!cues.isEmpty()) {
                return new Transcript("embedded", cues);
            }
        }
        if (settings.speechCommand() != null && probe.hasSound()) {
            List<Cue> cues = within(spoken(work, name, settings.speechCommand(), seconds), seconds);
            if (!cues.isEmpty()) {
                return new Transcript("speech", cues);
            }
        }
        return new Transcript("none", List.of());
    }

    private List<Cue> embedded(Path work, String name, int stream, double seconds)
            throws MediaTrouble, InterruptedException {
        List<String> arguments = new ArrayList<>(Ffmpeg.input(name));
        arguments.addAll(List.of("-map", "0:s:" + stream, "-c:s", "srt", "-f", "srt", EMBEDDED));
        try {
            ffmpeg.run(work, arguments, seconds, _ -> {});
        } catch (MediaTrouble e) {
            if (e.kind() == Kind.BAD_INPUT) {
                // Broken subtitles don't spoil a good video.
                LOG.info("Subtitles in a video can't be read: {}", e.getMessage());
                return List.of();
            }
            throw e;
        }
        return file(work.resolve(EMBEDDED));
    }

    private List<Cue> spoken(Path work, String name, String command, double seconds)
            throws MediaTrouble, InterruptedException {
        List<String> arguments = new ArrayList<>(Ffmpeg.input(name));
        arguments.addAll(
                List.of("-map", "0:a:0", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", "-bitexact", SPEECH));
        ffmpeg.run(work, arguments, seconds, _ -> {});
        StringBuilder printed = new StringBuilder();
        try {
            program.run(
                    List.of("sh", "-c", command, "speech", work.resolve(SPEECH).toString()),
                    work,
                    ffmpeg.timeout(seconds),
                    line -> {
                        if (printed.length() < MOST_BYTES) {
                            printed.append(line).append('\n');
                        }
                    });
        } catch (MediaTrouble e) {
            throw new MediaTrouble(
                    e.kind() == Kind.BAD_INPUT ? Kind.UNEQUIPPED : e.kind(),
                    "the speech-to-text command failed: " + e.getMessage(),
                    e);
        }
        return SubtitleText.read(printed.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<Cue> file(Path file) throws MediaTrouble {
        try {
            return Files.notExists(file) || Files.size(file) > MOST_BYTES
                    ? List.of()
                    : SubtitleText.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new MediaTrouble(Kind.PASSING, "the subtitles can't be read", e);
        }
    }

    private static List<Cue> within(List<Cue> cues, double seconds) {
        return cues.stream()
                .filter(cue -> cue.start() < seconds)
                .map(cue -> new Cue(
                        Seconds.rounded(cue.start()), Seconds.rounded(Math.min(cue.end(), seconds)), cue.text()))
                .filter(cue -> cue.end() > cue.start())
                .toList();
    }
}

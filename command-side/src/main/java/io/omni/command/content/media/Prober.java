package io.omni.command.content.media;

import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.content.media.Probe.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks <a href="https://ffmpeg.org/ffprobe.html">ffprobe</a> what a file is. */
final class Prober {
    private static final String REPORT = "probe.json";
    private static final long MOST_REPORT_BYTES = 4 << 20;
    private static final int MOST_PIXELS = 8192 * 4320;
    private static final Set<String> TEXT_SUBTITLES = Set.of("subrip", "mov_text", "webvtt", "ass", "ssa", "text");

    private final MediaSettings settings;
    private final MediaProgram program;
    private final JsonMapper json;

    Prober(MediaSettings settings, MediaProgram program, JsonMapper json) {
        this.settings = settings;
        this.program = program;
        this.json = json;
    }

    /**
     * What a file says of itself.
     *
     * @param name its name in the folder
     * @throws MediaTrouble {@code BAD_INPUT} when it is no media at all
     */
    Probe probe(Path work, String name) throws MediaTrouble, InterruptedException {
        try {
            if (Files.size(work.resolve(name)) == 0) {
                throw new MediaTrouble(Kind.BAD_INPUT, "the file is empty");
            }
            Path report = work.resolve(REPORT);
            Files.deleteIfExists(report);
            program.run(
                    List.of(
                            settings.ffprobe(),
                            "-v",
                            "error",
                            "-protocol_whitelist",
                            "file,pipe",
                            "-format_whitelist",
                            Ffmpeg.FORMATS,
                            "-of",
                            "json",
                            "-show_format",
                            "-show_streams",
                            "-o",
                            REPORT,
                            name),
                    work,
                    settings.patience(),
                    _ -> {});
            if (Files.size(report) > MOST_REPORT_BYTES) {
                throw new MediaTrouble(Kind.BAD_INPUT, "the file has too many streams");
            }
            return read(json.readTree(Files.readAllBytes(report)));
        } catch (IOException | JacksonException e) {
            throw new MediaTrouble(Kind.PASSING, "the file can't be looked at", e);
        }
    }

    /**
     * Refuses what can't become a clip: a file without a picture, one that is too long, one that would take too much memory.
     *
     * @throws MediaTrouble {@code BAD_INPUT}, with the reason
     */
    void requireVideo(Probe probe) throws MediaTrouble {
        Picture picture = probe.picture();
        if (picture == null) {
            throw new MediaTrouble(
                    Kind.BAD_INPUT,
                    probe.hasSound() ? "the file has sound but no picture" : "the file has neither picture nor sound");
        }
        if ((long) picture.width() * picture.height() > MOST_PIXELS || picture.width() < 2 || picture.height() < 2) {
            throw new MediaTrouble(
                    Kind.BAD_INPUT,
                    "a picture of " + picture.width() + "×" + picture.height() + " pixels can't be worked on");
        }
        if (probe.seconds() > settings.maxSourceDuration().toSeconds()) {
            throw new MediaTrouble(
                    Kind.BAD_INPUT,
                    "the video has " + Math.round(probe.seconds() / 60) + " minutes by its header; at most "
                            + settings.maxSourceDuration().toMinutes() + " are taken");
        }
    }

    private static Probe read(JsonNode report) {
        double seconds = number(report.path("format").path("duration"));
        Picture picture = null;
        String audio = null;
        Integer subtitle = null;
        int subtitles = 0;
        for (JsonNode stream : report.path("streams")) {
            seconds = Math.max(seconds, number(stream.path("duration")));
            String codec = stream.path("codec_name").asString("unknown");
            switch (stream.path("codec_type").asString("")) {
                case "video" -> picture = picture == null ? picture(stream, codec) : picture;
                case "audio" -> audio = audio == null ? codec : audio;
                case "subtitle" -> {
                    subtitle =
                            subtitle == null && TEXT_SUBTITLES.contains(codec) ? Integer.valueOf(subtitles) : subtitle;
                    subtitles++;
                }
                default -> {
                    // Data and attachments are nothing to cut.
                }
            }
        }
        return new Probe(seconds, picture, audio, subtitle, subtitles);
    }

    private static @Nullable Picture picture(JsonNode stream, String codec) {
        if (stream.path("disposition").path("attached_pic").asInt(0) == 1) {
            return null;
        }
        int width = stream.path("width").asInt(0);
        int height = stream.path("height").asInt(0);
        boolean turned = false;
        for (JsonNode side : stream.path("side_data_list")) {
            turned |= Math.abs(side.path("rotation").asInt(0)) % 180 == 90;
        }
        double rate = ratio(stream.path("avg_frame_rate").asString("0/1"));
        return turned ? new Picture(height, width, rate, codec) : new Picture(width, height, rate, codec);
    }

    private static double ratio(String text) {
        String[] parts = text.split("/");
        double below = parts.length == 2 ? Double.parseDouble(parts[1]) : 1;
        return below == 0 ? 0 : Double.parseDouble(parts[0]) / below;
    }

    /** ffprobe writes numbers as texts, and N/A where it knows none. */
    private static double number(JsonNode node) {
        String text = node.asString("");
        return text.matches("[0-9]{1,12}(\\.[0-9]+)?") ? Double.parseDouble(text) : 0;
    }
}

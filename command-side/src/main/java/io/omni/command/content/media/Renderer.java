package io.omni.command.content.media;

import io.omni.command.content.media.CutPlan.Frames;
import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.content.media.Probe.Picture;
import io.omni.events.content.Cue;
import io.omni.events.content.EditOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders clips: 1080×1920 at 30 frames a second, H.264 and AAC in MP4, at most 60 MB, with a thumbnail. Everything that could make the
 * result depend on the machine is fixed: threads, the scaler's rounding, metadata, the time of day.
 */
public final class Renderer {
    /** The largest clip, in bytes. */
    public static final long MOST_BYTES = 60_000_000;

    /** How wide clips are, pixels. */
    public static final int WIDTH = 1080;

    /** How high clips are, pixels. */
    public static final int HEIGHT = 1920;

    private static final String CLIP = "clip.mp4";
    private static final String THUMBNAIL = "thumbnail.jpg";
    private static final String CAPTIONS = "captions.ass";
    private static final long LEAST_FREE_BYTES = 256L << 20;
    private static final long AUDIO_BITS = 128_000;
    // What is left for the container, and for a rate control that is late.
    private static final double HEADROOM = 0.93;
    private static final double LENGTH_TOLERANCE = 0.25;
    private static final Pattern FONT_FOUND = Pattern.compile("fontselect: \\(.*\\) -> \\S");

    private final MediaSettings settings;
    private final Prober prober;
    private final Ffmpeg ffmpeg;
    private final Listener listener;
    private final LoudnessMatch loudness;
    private final long mostBytes;

    /** A renderer that uses the programs of the settings. */
    public Renderer(MediaSettings settings, JsonMapper json) {
        this(settings, json, MOST_BYTES);
    }

    /** The same for clips of at most so many bytes. */
    Renderer(MediaSettings settings, JsonMapper json, long mostBytes) {
        MediaProgram program = new MediaProgram(settings);
        this.settings = settings;
        this.prober = new Prober(settings, program, json);
        this.ffmpeg = new Ffmpeg(settings, program);
        this.listener = new Listener(ffmpeg);
        this.loudness = new LoudnessMatch(ffmpeg);
        this.mostBytes = mostBytes;
    }

    /**
     * What to render.
     *
     * @param name the video's name in the work folder
     * @param start where the clip begins in it, seconds
     * @param end where it ends
     * @param cues the lines that are spoken, in the video's time
     * @param operations what to do beside cutting the clip out
     */
    public record Order(String name, double start, double end, List<Cue> cues, Set<EditOperation> operations) {
        /** Keeps its own copies. */
        public Order {
            cues = List.copyOf(cues);
            operations = Set.copyOf(operations);
        }

        Span span() {
            return new Span(start, end);
        }

        boolean asks(EditOperation operation) {
            return operations.contains(operation);
        }
    }

    /**
     * What was rendered.
     *
     * @param clip the video, in the work folder
     * @param thumbnail a JPEG, in the work folder
     * @param seconds its length
     * @param bytes its size
     * @param loudnessLufs as it was measured in the result; null when there is nothing to hear
     * @param captions whether captions are burnt in
     */
    public record Rendered(
            Path clip,
            Path thumbnail,
            double seconds,
            long bytes,
            @Nullable Double loudnessLufs,
            boolean captions) {}

    /**
     * Renders a clip in a work folder.
     *
     * @param steps told how far it is: CUTTING, RENDERING, CHECKING
     * @throws MediaTrouble when it can't be rendered, or the result isn't what it should be
     */
    public Rendered render(Path work, Order order, Steps steps) throws MediaTrouble, InterruptedException {
        requireRoom(work);
        steps.step("CUTTING", 0.0, "looks for silences and measures loudness");
        Probe probe = prober.probe(work, order.name());
        prober.requireVideo(probe);
        CutPlan plan = plan(work, order, probe);
        String sound = probe.hasSound() ? soundCut(plan) : null;
        Double gain = sound != null && order.asks(EditOperation.AUDIO)
                ? loudness.gain(work, order.name(), order.span(), sound)
                : null;
        List<Cue> captions = order.asks(EditOperation.CAPTIONS) ? plan.placed(order.cues(), order.start()) : List.of();
        steps.step("RENDERING", 0.15, "renders " + Math.round(plan.seconds()) + " s");
        String graph = graph(probe, order, plan, !captions.isEmpty(), sound, gain);
        encode(work, order, plan, graph, captions, steps);
        steps.step("CHECKING", 0.9, "checks the result");
        return check(work, plan, sound != null, !captions.isEmpty());
    }

    private CutPlan plan(Path work, Order order, Probe probe) throws MediaTrouble, InterruptedException {
        double seconds = order.span().length();
        if (!probe.hasSound() || !order.asks(EditOperation.AUTOCUT)) {
            return CutPlan.whole(seconds);
        }
        return CutPlan.without(
                listener.listen(work, order.name(), order.span(), seconds, _ -> {})
                        .silences(),
                seconds);
    }

    /** The sound of the pieces, one after the other, in the form that it is encoded from. */
    private static String soundCut(CutPlan plan) {
        String form = "[0:a:0]aresample=48000:async=1:first_pts=0,aformat=sample_fmts=fltp:channel_layouts=stereo,apad";
        List<Frames> pieces = plan.pieces();
        StringBuilder filter = new StringBuilder(form).append(",asplit=").append(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            filter.append("[s").append(i).append(']');
        }
        for (int i = 0; i < pieces.size(); i++) {
            filter.append(";[s%d]atrim=start=%s:end=%s,asetpts=PTS-STARTPTS[p%d]"
                    .formatted(i, at(pieces.get(i).first()), at(pieces.get(i).end()), i));
        }
        filter.append(';');
        for (int i = 0; i < pieces.size(); i++) {
            filter.append("[p").append(i).append(']');
        }
        return filter.append("concat=n=")
                .append(pieces.size())
                .append(":v=0:a=1[cut]")
                .toString();
    }

    private static String graph(
            Probe probe, Order order, CutPlan plan, boolean captions, @Nullable String sound, @Nullable Double gain) {
        Picture picture = java.util.Objects.requireNonNull(probe.picture());
        String kept = plan.pieces().stream()
                .map(piece -> "between(n," + piece.first() + "," + (piece.end() - 1) + ")")
                .collect(Collectors.joining("+"));
        // The last frame is held until the sound ends, should the picture end a little sooner.
        String video =
                "[0:v:0]fps=fps=" + CutPlan.RATE + ":start_time=0,tpad=stop_mode=clone:stop_duration=5,select='" + kept
                        + "',setpts=N/" + CutPlan.RATE + "/TB,scale='trunc(iw*max(sar,0.01)/2)*2':ih,setsar=1,"
                        + Framing.of(picture, order.asks(EditOperation.REFRAME)).filter()
                        + (captions ? ",ass=filename=" + CAPTIONS : "") + ",format=yuv420p[v]";
        String audio = sound == null
                ? "anullsrc=r=48000:cl=stereo,atrim=end=" + at(plan.frames()) + "[a]"
                : sound + ";[cut]" + (gain == null ? "anull" : LoudnessMatch.filter(gain)) + "[a]";
        return video + ";" + audio;
    }

    private void encode(Path work, Order order, CutPlan plan, String graph, List<Cue> captions, Steps steps)
            throws MediaTrouble, InterruptedException {
        if (!captions.isEmpty()) {
            write(work.resolve(CAPTIONS), CaptionFile.write(captions));
        }
        // With a limit on the rate x264 looks at how far its other threads have come, and what it writes depends on the
        // moment. So the first try has none, and the second, which is seldom needed, has one thread.
        String output = encode(work, order, plan, graph, steps, List.of("-threads:v", "4"));
        if (size(work.resolve(CLIP)) > mostBytes) {
            // The buffer of a second is full at the beginning, and comes on top.
            long most = (long) (mostBytes * 8 * HEADROOM - AUDIO_BITS * plan.seconds());
            String rate = Long.toString((long) (most / (plan.seconds() + 1)));
            output = encode(
                    work, order, plan, graph, steps, List.of("-threads:v", "1", "-maxrate", rate, "-bufsize", rate));
        }
        if (!captions.isEmpty() && !FONT_FOUND.matcher(output).find()) {
            throw new MediaTrouble(
                    Kind.UNEQUIPPED,
                    "this machine has no font to set captions in; install one (Debian: apt-get install fonts-dejavu-core), then"
                            + " retry the job");
        }
    }

    private String encode(Path work, Order order, CutPlan plan, String graph, Steps steps, List<String> rateControl)
            throws MediaTrouble, InterruptedException {
        List<String> arguments = new ArrayList<>(Listener.cut(order.span()));
        arguments.addAll(Ffmpeg.input(order.name()));
        arguments.addAll(List.of("-filter_complex", graph, "-map", "[v]", "-map", "[a]"));
        arguments.addAll(List.of("-c:v", "libx264", "-preset", settings.preset(), "-crf", "23"));
        arguments.addAll(rateControl);
        arguments.addAll(List.of("-g", "60", "-profile:v", "high"));
        arguments.addAll(List.of("-c:a", "aac", "-b:a", Long.toString(AUDIO_BITS), "-ar", "48000", "-ac", "2"));
        arguments.addAll(List.of("-t", at(plan.frames()), "-map_metadata", "-1", "-map_chapters", "-1"));
        arguments.addAll(List.of("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"));
        // What has become too large needn't be written to its end.
        arguments.addAll(List.of("-fs", Long.toString(mostBytes), "-movflags", "+faststart", CLIP));
        return ffmpeg.run(work, arguments, plan.seconds(), steps.within("RENDERING", 0.15, 0.9, plan.seconds()));
    }

    private Rendered check(Path work, CutPlan plan, boolean sound, boolean captions)
            throws MediaTrouble, InterruptedException {
        Probe probe = prober.probe(work, CLIP);
        Picture picture = probe.picture();
        long bytes = size(work.resolve(CLIP));
        require(picture != null && picture.width() == WIDTH && picture.height() == HEIGHT, "its size");
        require(picture != null && "h264".equals(picture.codec()) && "aac".equals(probe.audioCodec()), "its codecs");
        require(bytes <= mostBytes, "its weight");
        require(Math.abs(probe.seconds() - plan.seconds()) <= LENGTH_TOLERANCE, "its length");
        Double heard = sound
                ? listener.listen(work, CLIP, null, plan.seconds(), _ -> {}).loudness()
                : null;
        List<String> thumbnail = List.of(
                "-ss",
                at(plan.frames() / 3),
                "-i",
                CLIP,
                "-frames:v",
                "1",
                "-vf",
                "scale=540:960:flags=bicubic+accurate_rnd+bitexact",
                "-q:v",
                "3",
                "-fflags",
                "+bitexact",
                "-flags:v",
                "+bitexact",
                "-map_metadata",
                "-1",
                "-update",
                "1",
                THUMBNAIL);
        ffmpeg.run(work, thumbnail, plan.seconds(), _ -> {});
        return new Rendered(
                work.resolve(CLIP), work.resolve(THUMBNAIL), Seconds.rounded(plan.seconds()), bytes, heard, captions);
    }

    private static void require(boolean holds, String what) throws MediaTrouble {
        if (!holds) {
            throw new MediaTrouble(Kind.PASSING, "the rendered clip is not what it should be: " + what + " is off");
        }
    }

    private static void requireRoom(Path work) throws MediaTrouble {
        try {
            if (Files.getFileStore(work).getUsableSpace() < LEAST_FREE_BYTES) {
                throw new MediaTrouble(
                        Kind.NO_ROOM,
                        "less than 256 MiB are free in the folder of media; make room, then retry the job");
            }
        } catch (IOException e) {
            throw new MediaTrouble(Kind.PASSING, "the folder of media can't be looked at", e);
        }
    }

    private static long size(Path file) throws MediaTrouble {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new MediaTrouble(Kind.PASSING, "the rendered clip can't be read", e);
        }
    }

    private static void write(Path file, String text) throws MediaTrouble {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new MediaTrouble(Kind.PASSING, "the captions can't be written", e);
        }
    }

    private static String at(int frame) {
        return Seconds.exact((double) frame / CutPlan.RATE);
    }
}

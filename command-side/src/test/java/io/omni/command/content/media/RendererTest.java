package io.omni.command.content.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.content.media.Renderer.Order;
import io.omni.command.content.media.Renderer.Rendered;
import io.omni.events.content.Cue;
import io.omni.events.content.EditOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RendererTest {
    private static final Set<EditOperation> ALL = EnumSet.allOf(EditOperation.class);
    private static final List<Cue> CUES = List.of(new Cue(0.5, 2.5, "Seen {\\b1}by everybody\\N, surely"));

    @TempDir
    static Path fixtures;

    @TempDir
    Path folder;

    private static Path dark;

    @BeforeAll
    static void makeVideo() throws Exception {
        // A second of silence from 3 to 4.
        dark = Videos.make(
                fixtures.resolve("dark.mp4"),
                "-f lavfi -i color=c=navy:s=640x360:r=12:d=6 -f lavfi -i " + Videos.BURSTS
                        + "6 -map 0:v -map 1:a -pix_fmt yuv420p -c:a aac");
    }

    @Test
    void a_clip_has_the_size_codecs_loudness_and_captions_that_were_asked_for() throws Exception {
        Path work = work(dark);
        Rendered clip = render(work, new Order("video", 0, 5, CUES, ALL));

        Probe probe = probe(work, clip.clip().getFileName().toString());
        assertThat(probe.picture()).isNotNull();
        assertThat(probe.picture().width()).isEqualTo(1080);
        assertThat(probe.picture().height()).isEqualTo(1920);
        assertThat(probe.picture().codec()).isEqualTo("h264");
        assertThat(probe.picture().framesPerSecond()).isEqualTo(30);
        assertThat(probe.audioCodec()).isEqualTo("aac");
        assertThat(clip.loudnessLufs()).isEqualTo(-14, within(0.7));
        // The second of silence is cut to twice a breath.
        assertThat(clip.seconds()).isEqualTo(4.3, within(0.1));
        assertThat(probe.seconds()).isEqualTo(clip.seconds(), within(0.1));
        assertThat(clip.captions()).isTrue();
        assertThat(whitePixels(work, 1.5)).isGreaterThan(2_000);
        assertThat(whitePixels(work, 3.5)).isZero();
        assertThat(Files.size(clip.thumbnail())).isPositive();
        assertThat(clip.bytes()).isLessThan(Renderer.MOST_BYTES);
    }

    @Test
    void the_same_order_gives_the_same_clip() throws Exception {
        Order order = new Order("video", 1, 2.5, CUES, ALL);
        Path first = work(dark);
        Path second = work(dark);
        Rendered one = render(first, order);
        Rendered other = render(second, order);
        assertAlike(one, other);
        assertThat(MediaStore.sha256(one.thumbnail())).isEqualTo(MediaStore.sha256(other.thumbnail()));
    }

    @Test
    void what_becomes_too_large_is_rendered_smaller_and_the_same_each_time() throws Exception {
        Path noise = Videos.make(
                folder.resolve("noise.mp4"),
                "-f lavfi -i color=c=gray:s=180x320:r=30:d=3,noise=alls=60:allf=t:all_seed=7,format=yuv420p -qp 10");
        Order order = new Order("video", 0, 2.5, List.of(), Set.of());
        long most = 1_500_000;
        Renderer renderer = new Renderer(Videos.settings(folder), Videos.JSON, most);
        Path first = work(noise);
        Path second = work(noise);
        Rendered one = renderer.render(first, order, (_, _, _) -> {});
        Rendered other = renderer.render(second, order, (_, _, _) -> {});
        assertThat(render(work(noise), order).bytes()).isGreaterThan(most);
        assertThat(one.bytes()).isBetween(most / 2, most);
        assertThat(one.seconds()).isEqualTo(2.5);
        assertAlike(one, other);
    }

    @Test
    void a_video_without_sound_and_with_a_changing_frame_rate_becomes_a_clip() throws Exception {
        Path uneven = Videos.make(
                folder.resolve("uneven.mp4"),
                "-f lavfi -i testsrc=s=160x90:r=30:d=3 -filter_complex [0:v]select=lt(t\\,1)+not(mod(n\\,7)),format=yuv420p[v] -map [v] -fps_mode vfr");
        Path work = work(uneven);
        Rendered clip = render(work, new Order("video", 0, 2, List.of(), Set.of(EditOperation.AUDIO)));
        assertThat(clip.seconds()).isEqualTo(2);
        assertThat(clip.loudnessLufs()).isNull();
        assertThat(clip.captions()).isFalse();
        assertThat(probe(work, "clip.mp4").audioCodec()).isEqualTo("aac");
    }

    @Test
    void a_full_disk_is_said() throws Exception {
        // The real ffmpeg, writing where no byte ever fits.
        String full = Videos.script(
                folder.resolve("ffmpeg"),
                "case \"$*\" in *clip.mp4) ln -sf /dev/full clip.mp4;; esac; exec ffmpeg \"$@\"");
        Path work = work(dark);
        assertThatExceptionOfType(MediaTrouble.class)
                .isThrownBy(() -> new Renderer(
                                Videos.with(Videos.settings(folder), full, "ffprobe", null, Duration.ofMinutes(1)),
                                Videos.JSON)
                        .render(work, new Order("video", 0, 1, List.of(), Set.of()), (_, _, _) -> {}))
                .withMessageContaining("the disk is full")
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.NO_ROOM));
    }

    private Rendered render(Path work, Order order) throws Exception {
        return new Renderer(Videos.settings(folder), Videos.JSON).render(work, order, (_, _, _) -> {});
    }

    private Path work(Path video) throws IOException {
        Path work = Files.createTempDirectory(folder, "work");
        Files.copy(video, work.resolve("video"));
        return work;
    }

    private Probe probe(Path work, String name) throws Exception {
        MediaSettings settings = Videos.settings(folder);
        return new Prober(settings, new MediaProgram(settings), Videos.JSON).probe(work, name);
    }

    /** Nothing is decided by a clip's bytes, and under load two renderings have been seen to differ in a few. */
    private static void assertAlike(Rendered one, Rendered other) {
        assertThat(other.seconds()).isEqualTo(one.seconds());
        assertThat(other.loudnessLufs()).isEqualTo(one.loudnessLufs());
        assertThat(other.captions()).isEqualTo(one.captions());
        assertThat(other.bytes()).isCloseTo(one.bytes(), withinPercentage(0.1));
    }

    /** How many pixels are white in a frame of a clip whose picture is dark. */
    private static int whitePixels(Path work, double at) throws Exception {
        Path frame = work.resolve("frame.gray");
        Videos.run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-ss",
                Double.toString(at),
                "-i",
                work.resolve("clip.mp4").toString(),
                "-frames:v",
                "1",
                "-pix_fmt",
                "gray",
                "-f",
                "rawvideo",
                frame.toString()));
        int white = 0;
        for (byte pixel : Files.readAllBytes(frame)) {
            white += (pixel & 0xff) > 220 ? 1 : 0;
        }
        return white;
    }
}

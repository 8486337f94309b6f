package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A video of two scenes that say the same, a silence between them: one clip is made of it, the other repeats it. */
final class Film {
    private static final String SAID =
            "Today we launch a little rocket in the garden. Never stand above it when it flies.";

    private Film() {}

    /** Puts it there, with its subtitles. */
    static void in(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path video = folder.resolve("talk.mp4");
        Path words = folder.resolve("talk.srt");
        List<String> command = List.of(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x180:rate=10:duration=11",
                "-f",
                "lavfi",
                "-i",
                "smptebars=size=320x180:rate=10:duration=9",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=300:duration=20,volume='if(between(t,8,11)+gt(t,19),0,1)':eval=frame",
                "-filter_complex",
                "[0:v][1:v]concat=n=2:v=1:a=0,format=yuv420p[v]",
                "-map",
                "[v]",
                "-map",
                "2:a",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-c:a",
                "aac",
                video.toString());
        Process ffmpeg = new ProcessBuilder(command).redirectErrorStream(true).start();
        ffmpeg.getOutputStream().close();
        String said = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ffmpeg.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(ffmpeg.exitValue()).as(said).isZero();
        Files.writeString(words, cue(1, 0, 8) + cue(2, 11, 19));
        // Half a day away from where one more whole day has passed.
        Instant posted = Instant.now(Clock.systemUTC()).minus(36, ChronoUnit.HOURS);
        Files.setLastModifiedTime(video, FileTime.from(posted));
        Files.setLastModifiedTime(words, FileTime.from(posted));
    }

    private static String cue(int number, int from, int to) {
        return String.format(Locale.ROOT, "%d%n00:00:%02d,000 --> 00:00:%02d,000%n%s%n%n", number, from, to, SAID);
    }
}

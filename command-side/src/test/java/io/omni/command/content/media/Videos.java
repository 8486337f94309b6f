package io.omni.command.content.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Makes small videos with the machine's ffmpeg, and what works on them. */
public final class Videos {
    public static final JsonMapper JSON = JsonMapper.builder().build();

    /** Three seconds of tone, one second of silence, over and over. */
    static final String BURSTS = "aevalsrc='if(lt(mod(t,4),3),0.2*sin(2*PI*440*t),0)':s=22050:d=";

    private Videos() {}

    public static MediaSettings settings(Path root) {
        return with(MediaSettings.in(root), "ffmpeg", "ffprobe", null, Duration.ofMinutes(2));
    }

    static MediaSettings with(
            MediaSettings s, String ffmpeg, String ffprobe, @Nullable String speech, Duration patience) {
        return new MediaSettings(
                s.root(),
                s.hidden(),
                ffmpeg,
                ffprobe,
                speech,
                "ultrafast",
                s.quotaBytes(),
                s.maxSourceBytes(),
                s.maxSourceDuration(),
                s.keepRaw(),
                s.keepDerived(),
                patience);
    }

    /** Two scenes of four seconds, bursts of tone. */
    public static Path twoScenes(Path to) throws IOException, InterruptedException {
        return make(
                to,
                "-f lavfi -i testsrc2=s=320x180:r=15:d=4 -f lavfi -i smptebars=s=320x180:r=15:d=4 -f lavfi -i " + BURSTS
                        + "8 -filter_complex [0:v][1:v]concat=n=2:v=1:a=0,format=yuv420p[v] -map [v] -map 2:a -c:a aac");
    }

    /** Runs ffmpeg; arguments are separated by blanks. */
    public static Path make(Path to, String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-y"));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast"));
        command.add(to.toString());
        run(command);
        return to;
    }

    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(command + " failed: " + output);
        }
        return output;
    }

    /** A program that does what a shell script says. */
    static String script(Path to, String lines) throws IOException {
        Files.writeString(to, "#!/bin/sh\n" + lines + "\n");
        to.toFile().setExecutable(true);
        return to.toString();
    }
}

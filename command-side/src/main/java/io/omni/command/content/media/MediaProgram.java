package io.omni.command.content.media;

import io.omni.command.content.media.MediaTrouble.Kind;
import io.omni.command.process.ConfinedProcess;
import io.omni.command.process.ConfinedProcess.Command;
import io.omni.command.process.ConfinedProcess.Result;
import io.omni.command.process.ProcessSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the programs that media is worked on with: confined, because the files come from anybody and decoders have faults. A program
 * sees of the platform's data only its own work folder, and names there are ours, so that no name from outside reaches a command line.
 */
public final class MediaProgram {
    private static final Logger LOG = LoggerFactory.getLogger(MediaProgram.class);
    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;
    private static final int SIGNALLED = 128;
    private static final int FILE_TOO_LARGE = SIGNALLED + 25;
    private static final int SHOWN = 300;
    // Progress comes twice a second, for as long as a program runs.
    private static final int MAX_LINES = 1_000_000;
    private static final ProcessSettings LIMITS =
            new ProcessSettings(3L << 30, 32, 2L << 30, 256L << 20, 1 << 20, MAX_LINES, true, null, Map.of());

    private final ConfinedProcess confined;

    /** Runs programs within the settings' limits. */
    public MediaProgram(MediaSettings settings) {
        confined = new ConfinedProcess(new ProcessSettings(
                LIMITS.maxMemoryBytes(),
                LIMITS.maxProcesses(),
                LIMITS.maxFileBytes(),
                LIMITS.maxOutputBytes(),
                LIMITS.keptBytes(),
                LIMITS.maxLines(),
                LIMITS.network(),
                settings.hidden(),
                Map.of()));
    }

    /**
     * Runs a program to its end.
     *
     * @param arguments the program, and its arguments
     * @param work the folder that it works in
     * @param onLine gets each line that it prints
     * @return what it printed
     * @throws MediaTrouble when it isn't there, was ended, found no room, or says that it failed: {@code BAD_INPUT} then, because what it
     *     was given is to blame as a rule
     */
    public String run(List<String> arguments, Path work, Duration timeout, Consumer<String> onLine)
            throws MediaTrouble, InterruptedException {
        String name = Path.of(arguments.getFirst()).getFileName().toString();
        Result result;
        try {
            result = confined.run(new Command(arguments, work, work.resolve("home"), Map.of(), timeout), onLine);
        } catch (IOException e) {
            throw new MediaTrouble(Kind.PASSING, "the program " + name + " can't be started", e);
        }
        if (result.succeeded()) {
            return result.output();
        }
        String output = result.output();
        LOG.info("{} ended badly: {}", name, tail(output));
        throw trouble(name, result, output);
    }

    private static MediaTrouble trouble(String name, Result result, String output) {
        if (result.killed() != null) {
            return switch (result.killed()) {
                case TIMEOUT ->
                    new MediaTrouble(
                            Kind.TIMEOUT,
                            name + " was ended after " + result.duration().toSeconds() + " s: it took too long");
                case MEMORY -> new MediaTrouble(Kind.BAD_INPUT, name + " was ended: it held too much memory");
                case PROCESSES -> new MediaTrouble(Kind.BAD_INPUT, name + " was ended: it started too many processes");
                case OUTPUT -> new MediaTrouble(Kind.BAD_INPUT, name + " was ended: it printed too much");
            };
        }
        int code = result.exitCode();
        if (code == NOT_FOUND || code == NOT_EXECUTABLE) {
            return new MediaTrouble(
                    Kind.UNEQUIPPED,
                    "the program " + name + " is not installed on this machine; install it (Debian: apt-get install "
                            + (name.equals("ffprobe") ? "ffmpeg" : name) + "), then retry the job");
        }
        if (output.contains("No space left on device") || code == FILE_TOO_LARGE) {
            return new MediaTrouble(
                    Kind.NO_ROOM, "the disk is full; make room in the folder of media, then retry the job");
        }
        if (code > SIGNALLED) {
            return new MediaTrouble(Kind.PASSING, name + " was ended from outside by signal " + (code - SIGNALLED));
        }
        return new MediaTrouble(Kind.BAD_INPUT, name + " can't work with this: " + complaint(output));
    }

    /** The last line that says something, without the address of an object in memory and without control characters. */
    private static String complaint(String output) {
        String last = output.lines()
                .map(line -> line.replaceAll("@ 0x[0-9a-f]+", "")
                        .replaceAll("\\p{Cntrl}", " ")
                        .strip())
                .filter(line -> !line.isEmpty() && !line.matches("[a-z_]+=.*"))
                .reduce((_, later) -> later)
                .orElse("it doesn't say why");
        return last.length() > SHOWN ? last.substring(0, SHOWN) + "…" : last;
    }

    private static String tail(String output) {
        return output.length() > SHOWN * 4 ? output.substring(output.length() - SHOWN * 4) : output;
    }
}

package io.omni.command.process;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a confined command and what it is given.
 *
 * @param maxMemoryBytes the most memory that the command and everything it started may hold together, in bytes; default 4 GiB
 * @param maxProcesses the most processes that may live at once, the command itself included; default 512
 * @param maxFileBytes the largest file that it may write, in bytes; default 2 GiB
 * @param maxOutputBytes how much it may print before it is killed, in bytes; default 256 MiB
 * @param keptBytes how much of its output is kept, half from the start and half from the end, in bytes; at most 2 MiB, the default
 * @param maxLines how many output lines are passed on while it runs; the rest is only counted; default 5,000
 * @param network whether it may use the network; default yes. A machine that can't take it away refuses to run the command
 * @param hidden the folder that commands must not see, except for the folders they are given in it: the orchestrator's own data; null
 *     hides nothing. Where the machine permits no mount namespace it can't be hidden, and the log says so
 * @param environment what every command finds in its environment beside the few variables that are always there; default nothing
 */
public record ProcessSettings(
        long maxMemoryBytes,
        int maxProcesses,
        long maxFileBytes,
        long maxOutputBytes,
        int keptBytes,
        int maxLines,
        boolean network,
        @Nullable Path hidden,
        Map<String, String> environment) {

    /** The most output that is ever kept, in bytes. */
    public static final int MAX_KEPT_BYTES = 2 << 20;

    /** @throws IllegalArgumentException when a limit makes no sense */
    public ProcessSettings {
        if (maxMemoryBytes <= 0 || maxProcesses <= 0 || maxFileBytes <= 0 || maxOutputBytes <= 0 || maxLines < 0) {
            throw new IllegalArgumentException("the limits of a confined command are positive");
        }
        if (keptBytes < 2 || keptBytes > MAX_KEPT_BYTES) {
            throw new IllegalArgumentException("keep 2 to " + MAX_KEPT_BYTES + " bytes of a command's output");
        }
        environment = Map.copyOf(environment);
    }

    /** The defaults, with nothing hidden. */
    public static ProcessSettings defaults() {
        return new ProcessSettings(4L << 30, 512, 2L << 30, 256L << 20, MAX_KEPT_BYTES, 5_000, true, null, Map.of());
    }

    /** The defaults, with a folder hidden. */
    public static ProcessSettings hiding(Path folder) {
        ProcessSettings d = defaults();
        return new ProcessSettings(
                d.maxMemoryBytes,
                d.maxProcesses,
                d.maxFileBytes,
                d.maxOutputBytes,
                d.keptBytes,
                d.maxLines,
                d.network,
                folder,
                d.environment);
    }
}

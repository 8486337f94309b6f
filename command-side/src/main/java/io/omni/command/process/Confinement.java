package io.omni.command.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is put before a command's arguments so that it can be ended with everything it started, and sees only what it may.
 *
 * @param prefix the arguments before the command's own
 * @param namespaced whether the command gets a process namespace, which the kernel empties when its first process dies
 * @param powerless what takes the rights away that making the enclosure needed; null when this confinement can't make one
 */
record Confinement(
        List<String> prefix, boolean namespaced, @Nullable List<String> powerless) {
    // The starter's thread lives as long as the command, so that the command dies with a killed orchestrator.
    private static final List<String> DIES_WITH_US = List.of("setpriv", "--pdeathsig", "KILL", "setsid");
    private static final List<String> NAMESPACE = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
    private static final List<String> AS_USER = List.of("--user", "--map-current-user");
    private static final List<String> AS_ROOT_OF_ITS_OWN = List.of("--user", "--map-root-user");
    private static final List<String> OFFLINE = List.of("--net");
    // What an ordinary build under root may need. Not among them:
    // whatever mounts, traces, or reads past a folder's mask.
    private static final List<String> WITHOUT_CAPABILITIES = List.of(
            "setpriv",
            "--inh-caps=-all",
            "--bounding-set=-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+net_bind_service");
    // The first Linux on which a process namespace has its own pid_max; before, setting it would set the machine's.
    private static final int[] OWN_PID_MAX = {6, 14};
    private static final int PROBE_SECONDS = 10;

    /**
     * The strongest confinement that this machine permits, tried out by running {@code true} in it.
     *
     * @param hidden the folder that it is to hide; null when there is none
     * @throws IOException when it permits none, or none without the network
     */
    static Confinement strongest(boolean network, @Nullable Path hidden) throws IOException, InterruptedException {
        List<String> cut = network ? List.of() : OFFLINE;
        List<String> namespace = join(join(DIES_WITH_US, NAMESPACE), cut);
        for (Confinement candidate : List.of(
                new Confinement(namespace, true, WITHOUT_CAPABILITIES),
                new Confinement(join(namespace, AS_ROOT_OF_ITS_OWN), true, asCurrentUser()),
                new Confinement(namespace, true, null),
                new Confinement(join(namespace, AS_USER), true, null))) {
            if (candidate.works(hidden)) {
                return candidate;
            }
        }
        if (!network) {
            throw new IOException(
                    "commands must run without the network, but this machine permits no network namespaces; "
                            + "permit them or allow the network");
        }
        return strongestWithoutNamespace();
    }

    /** The strongest confinement without a namespace: a session of its own and a watchdog. */
    static Confinement strongestWithoutNamespace() throws IOException, InterruptedException {
        for (List<String> prefix : List.of(DIES_WITH_US, List.of("setsid"))) {
            Confinement candidate = new Confinement(prefix, false, null);
            if (candidate.works(null)) {
                return candidate;
            }
        }
        throw new IOException("commands can't be confined on this machine; install util-linux (setsid)");
    }

    /** Whether it can hide a folder and limit the number of processes and threads. */
    boolean encloses() {
        return powerless != null;
    }

    /** Whether the kernel itself can be told how many processes and threads the command may have. */
    static boolean limitsTasks() {
        String[] version = System.getProperty("os.version", "").split("[^0-9]+", 3);
        if (version.length < 2 || version[0].isEmpty() || version[1].isEmpty()) {
            return false;
        }
        int major = Integer.parseInt(version[0]);
        return major > OWN_PID_MAX[0] || major == OWN_PID_MAX[0] && Integer.parseInt(version[1]) >= OWN_PID_MAX[1];
    }

    /** A command's arguments behind the prefix; the enclosure is left out where this confinement can't make one. */
    List<String> around(Enclosure enclosure, List<String> arguments) {
        return join(prefix, powerless == null ? arguments : enclosure.around(join(powerless, arguments)));
    }

    private boolean works(@Nullable Path hidden) throws InterruptedException {
        Enclosure enclosure = new Enclosure(0, Path.of("/"), hidden, List.of());
        try {
            Process probe = new ProcessBuilder(around(enclosure, List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
            } finally {
                probe.destroyForcibly();
            }
        } catch (IOException e) {
            // The program of the prefix isn't installed: that candidate is out, the next one is tried.
            return false;
        }
    }

    private static List<String> asCurrentUser() throws IOException {
        Map<String, Object> self = Files.readAttributes(Path.of("/proc/self"), "unix:uid,gid");
        return List.of("unshare", "--user", "--map-user=" + self.get("uid"), "--map-group=" + self.get("gid"));
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}

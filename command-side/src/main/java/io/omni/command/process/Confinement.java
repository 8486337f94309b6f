package io.omni.command.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What is put before a command's arguments so that it can be ended with everything it started.
 *
 * @param prefix the arguments before the command's own
 * @param namespaced whether the command gets a process namespace, which the kernel empties when its first process dies
 */
record Confinement(List<String> prefix, boolean namespaced) {
    // The starter's thread lives as long as the command, so that the command dies with a killed orchestrator.
    private static final List<String> DIES_WITH_US = List.of("setpriv", "--pdeathsig", "KILL", "setsid");
    private static final List<String> NAMESPACE = List.of("unshare", "--pid", "--fork", "--kill-child", "--mount-proc");
    private static final List<String> AS_USER = List.of("--user", "--map-current-user");
    private static final List<String> OFFLINE = List.of("--net");
    private static final int PROBE_SECONDS = 10;

    /**
     * The strongest confinement that this machine permits, tried out by running {@code true} in it.
     *
     * @throws IOException when it permits none, or none without the network
     */
    static Confinement strongest(boolean network) throws IOException, InterruptedException {
        List<String> cut = network ? List.of() : OFFLINE;
        for (Confinement candidate : List.of(
                new Confinement(join(join(DIES_WITH_US, NAMESPACE), cut), true),
                new Confinement(join(join(DIES_WITH_US, NAMESPACE), join(AS_USER, cut)), true))) {
            if (candidate.works()) {
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
            Confinement candidate = new Confinement(prefix, false);
            if (candidate.works()) {
                return candidate;
            }
        }
        throw new IOException("commands can't be confined on this machine; install util-linux (setsid)");
    }

    /** A command's arguments behind the prefix. */
    List<String> around(List<String> arguments) {
        return join(prefix, arguments);
    }

    private boolean works() throws InterruptedException {
        try {
            Process probe = new ProcessBuilder(around(List.of("true")))
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

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}

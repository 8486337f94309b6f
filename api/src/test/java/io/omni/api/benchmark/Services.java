package io.omni.api.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A thousand services under watch, which answer in another process, and the list of the platform's own. */
final class Services {
    private static final int SERVICES = 1_000;
    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final Duration TIME = Duration.ofSeconds(15);
    private static final String LIST = "/api/v1/services";

    private Services() {}

    /**
     * What watching took.
     *
     * @param share of one core that the whole process used, without the services themselves and without the measuring thread
     * @param connections the most that were open to services at one time
     * @param probesPerSecond how many services were asked
     */
    record Watching(double share, int connections, double probesPerSecond) {}

    static Watching watch(Path folder) throws IOException, InterruptedException {
        Process listener = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HealthListener.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(listener.getInputStream(), StandardCharsets.US_ASCII))) {
            int port = Integer.parseInt(output.readLine());
            Path catalog = Files.writeString(folder.resolve("thousand.yaml"), catalog(port));
            Map<String, String> settings = Map.of("OMNI_PROFILE", "production", "OMNI_CATALOG", catalog.toString());
            try (Product product = Product.start(folder.resolve("services"), 0, settings, _ -> {})) {
                awaitHealthy(product);
                TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
                return measure(product, port);
            }
        } finally {
            listener.destroyForcibly();
        }
    }

    /** The list of services, read as fast as it goes. */
    static double list(HttpLoad load, Duration time) throws IOException, InterruptedException {
        return load.perSecond(List.of(HttpLoad.Request.get(LIST), HttpLoad.Request.get(LIST)), time);
    }

    private static Watching measure(Product product, int port) throws IOException, InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long checksBefore = checks(product);
        long cpuBefore = cpuOfOthers(system);
        long start = System.nanoTime();
        int most = 0;
        while (System.nanoTime() - start < TIME.toNanos()) {
            most = Math.max(most, connections(port));
            TimeUnit.MILLISECONDS.sleep(100);
        }
        double nanos = System.nanoTime() - start;
        double share = (cpuOfOthers(system) - cpuBefore) / nanos;
        return new Watching(share, most, (checks(product) - checksBefore) * 1e9 / nanos);
    }

    /** Without this thread: Linux takes milliseconds of it each time to list the connections. */
    private static long cpuOfOthers(OperatingSystemMXBean system) {
        return system.getProcessCpuTime() - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long checks(Product product) {
        Long checks = product.jdbc()
                .queryForObject(
                        "SELECT (SELECT coalesce(sum(slot_checks), 0) FROM service_probe)"
                                + " + (SELECT coalesce(sum(checks), 0) FROM service_history)",
                        Long.class);
        return checks == null ? 0 : checks;
    }

    private static void awaitHealthy(Product product) throws InterruptedException {
        String query = "SELECT count(*) FROM service_probe WHERE status = 'healthy'";
        for (int i = 0; i < 600; i++) {
            Integer healthy = product.jdbc().queryForObject(query, Integer.class);
            if (healthy != null && healthy == SERVICES) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the services were not all asked within a minute");
    }

    /** Connections to the services' port that are open, as Linux tells it (proc(5)): each has two ends here. */
    private static int connections(int port) throws IOException {
        String remote = String.format(Locale.ROOT, ":%04X 01 ", port);
        int open = 0;
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))) {
                try (Stream<String> lines = Files.lines(Path.of(table))) {
                    open += (int) lines.filter(line -> line.contains(remote)).count();
                }
            }
        }
        return open;
    }

    private static String catalog(int port) {
        StringBuilder yaml = new StringBuilder("services:\n");
        for (int i = 0; i < SERVICES; i++) {
            yaml.append(String.format(
                    Locale.ROOT,
                    "  - {name: service-%d, container: 127.0.0.1, port: %d, tier: T%d, health: /%d, depends_on: [%s]}%n",
                    i,
                    port,
                    i % 10,
                    i,
                    i < 10 ? "" : "service-" + i % 10));
        }
        return yaml.toString();
    }
}

package io.omni.api.benchmark;

import io.omni.events.pipeline.PipelineId;
import io.omni.projection.fanout.FanOut;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How events go out: the fan-out beside the commands that make them, and live streams with many readers. */
final class Outlets {
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final Duration LISTENING = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int READERS = 1_000;
    private static final int EVENTS_A_SECOND = 50;
    private static final Pattern PORT = Pattern.compile("is ready on http://localhost:(\\d+)");
    private static final Pattern ID = Pattern.compile("\"pipeline_id\":\"([^\"]+)\"");

    private final Report report;

    Outlets(Report report) {
        this.report = report;
    }

    /** The fan-out's rate beside that of the commands, and its lag when they end. */
    void fanOut(Product product, Processors processors) throws Exception {
        DirectCommands direct = new DirectCommands(product);
        List<PipelineId> pipelines = direct.pipelines(new Histories(product), 10);
        direct.perSecond(pipelines, TIME.dividedBy(2));
        processors.await(FanOut.NAME);
        awaitEmptyInbox(product);
        long start = System.nanoTime();
        long before = processors.head();
        double appended = direct.perSecond(pipelines, TIME);
        long after = processors.head();
        long lag = after - processors.position(FanOut.NAME);
        processors.await(FanOut.NAME);
        double published = (after - before) * 1e9 / (System.nanoTime() - start);
        report.ratio(
                "events through the fan-out into the event log, beside",
                published,
                "events/s",
                "commands",
                appended,
                0.9);
        report.plain("its lag when the commands end", Report.number(lag) + " events");

        int[] events = new int[1];
        processors.aside(() -> events[0] = new Histories(product).write(30_000), FanOut.NAME);
        start = System.nanoTime();
        processors.await(FanOut.NAME);
        report.ratio(
                String.format("fan-out catching up with %,d events", events[0]),
                events[0] * 1e9 / (System.nanoTime() - start),
                "events/s",
                "commands",
                appended,
                1.0);
    }

    /** The calls of earlier measurements are packets too, and the fan-out takes them along. */
    private static void awaitEmptyInbox(Product product) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Boolean.TRUE.equals(
                product.jdbc().queryForObject("SELECT EXISTS (SELECT FROM stardust_inbox)", Boolean.class))) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the ledger's inbox is not empty yet");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** What a thousand readers cost a server in a process of its own, beside what the events cost without them. */
    void streams(Path jar, Path folder) throws Exception {
        Path output = folder.resolve("streams.out");
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"), "-Xmx512m", "-jar", jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Path data = folder.resolve("streams");
        builder.environment().put("OMNI_DATA_DIR", data.toString());
        builder.environment().put("OMNI_PORT", "0");
        builder.environment().put("OMNI_WORKERS", "0");
        builder.environment().put("OMNI_RATE_LIMITS", "off");
        Process server = builder.start();
        try {
            int port = port(server, output);
            String token = Files.readString(data.resolve("token")).strip();
            measure(new Caller(port, token), port, token, server.pid());
        } finally {
            server.destroy();
            if (!server.waitFor(60, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private void measure(Caller caller, int port, String token, long pid) throws Exception {
        List<String> pipelines = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            pipelines.add(caller.start(i));
        }
        caller.pauseAndResume(pipelines, LISTENING);
        double resident = Footprint.resident(pid);
        double cpu = processorSeconds(pid);
        caller.pauseAndResume(pipelines, LISTENING);
        double alone = (processorSeconds(pid) - cpu) / LISTENING.toSeconds();
        try (StreamReaders readers = new StreamReaders(port, token, READERS)) {
            caller.pauseAndResume(pipelines, LISTENING);
            long had = readers.events();
            cpu = processorSeconds(pid);
            int sent = caller.pauseAndResume(pipelines, LISTENING);
            double with = (processorSeconds(pid) - cpu) / LISTENING.toSeconds();
            TimeUnit.SECONDS.sleep(1);
            long heard = readers.events() - had;
            report.plain(
                    String.format("what %,d readers of the stream heard of %,d events", READERS, sent),
                    String.format("%,d, %d sent away", heard, readers.closed()));
            report.below(
                    String.format(
                            "what they cost at %d events/s, beside %.2f cores without them", EVENTS_A_SECOND, alone),
                    with - alone,
                    "cores",
                    1);
            report.below(
                    String.format("and in resident memory, beside %.0f MiB", resident),
                    Footprint.resident(pid) - resident,
                    "MiB",
                    300);
        }
    }

    private static int port(Process server, Path output) throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && server.isAlive()) {
            Matcher ready = PORT.matcher(Files.readString(output));
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new TimeoutException("the jar did not start: " + Files.readString(output));
    }

    /** The processor time that a process has used, as Linux tells it (proc(5)); 0 elsewhere. */
    private static double processorSeconds(long pid) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        int ticksPerSecond = 100;
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) ticksPerSecond;
    }

    /** Calls the server over HTTP. */
    private static final class Caller {
        private final HttpClient client = HttpClient.newHttpClient();
        private final String base;
        private final String token;

        Caller(int port, String token) {
            this.base = "http://127.0.0.1:" + port + "/api/v1/pipeline";
            this.token = token;
        }

        String start(int number) throws IOException, InterruptedException {
            String answer = post(
                    "/execute",
                    "{\"task\":\"listen\",\"config\":{\"repo_url\":\"https://git.example/team/billing.git\",\"branch\":\"b"
                            + number + "\"}}");
            Matcher id = ID.matcher(answer);
            if (!id.find()) {
                throw new IOException("no pipeline was started: " + answer);
            }
            return id.group(1);
        }

        /** So many events a second; gives their number. */
        int pauseAndResume(List<String> pipelines, Duration time) throws IOException, InterruptedException {
            int events = (int) (EVENTS_A_SECOND * time.toSeconds()) / 2 * 2;
            long start = System.nanoTime();
            for (int i = 0; i < events; i++) {
                LockSupport.parkNanos(start + i * TimeUnit.SECONDS.toNanos(1) / EVENTS_A_SECOND - System.nanoTime());
                post("/" + pipelines.get(i / 2 % pipelines.size()) + (i % 2 == 0 ? "/pause" : "/resume"), "");
            }
            return events;
        }

        private String post(String path, String body) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}

package io.omni.api.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends requests over {@value #CONNECTIONS} connections, each as soon as the one before is answered: with {@code wrk} where it is
 * installed, otherwise with java.net.http out of this process, which then takes its share of the processor.
 */
final class HttpLoad {
    private static final int CONNECTIONS = 32;
    private static final int WRK_THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern COUNT = Pattern.compile("(\\d+) requests in ([0-9.]+)(ms|s|m)");
    private static final Pattern BAD = Pattern.compile("(Non-2xx or 3xx responses: \\d+|Socket errors: .*)");

    private final String url;
    private final String token;
    private final Path folder;
    private final String marker;
    private final boolean keyed;

    HttpLoad(Product product, Path folder) {
        this(product.url(), product.token(), folder, "X-Load", false);
    }

    private HttpLoad(String url, String token, Path folder, String marker, boolean keyed) {
        this.url = url;
        this.token = token;
        this.folder = folder;
        this.marker = marker;
        this.keyed = keyed;
    }

    /** The same with a header of this name on every request. */
    HttpLoad with(String header) {
        return new HttpLoad(url, token, folder, header, keyed);
    }

    /** The same with an idempotency key of its own on every request. */
    HttpLoad withKeys() {
        return new HttpLoad(url, token, folder, marker, true);
    }

    static boolean hasWrk() {
        return Programs.find("wrk") != null;
    }

    /**
     * One request.
     *
     * @param body JSON; empty for none
     */
    record Request(String method, String path, String body) {
        static Request get(String path) {
            return new Request("GET", path, "");
        }

        static Request post(String path, String body) {
            return new Request("POST", path, body);
        }
    }

    /**
     * Sends the requests in their order, from the beginning again after the last.
     *
     * @return how many were answered in a second
     * @throws IllegalStateException when an answer was anything but 2xx
     */
    double perSecond(List<Request> requests, Duration time) throws IOException, InterruptedException {
        return hasWrk() ? wrk(requests, time) : here(requests, time);
    }

    private double wrk(List<Request> requests, Duration time) throws IOException, InterruptedException {
        Path list = folder.resolve("requests.txt");
        Files.write(
                list,
                requests.stream()
                        .map(r -> r.method + "\t" + r.path + "\t" + r.body)
                        .toList());
        Path script = folder.resolve("requests.lua");
        Files.writeString(script, SCRIPT.formatted(WRK_THREADS, token, list, marker, keyed, System.nanoTime()));
        String output = Programs.run(
                List.of(
                        "wrk",
                        "-t" + WRK_THREADS,
                        "-c" + CONNECTIONS,
                        "-d" + time.toSeconds() + "s",
                        "--timeout",
                        PATIENCE.toSeconds() + "s",
                        "-s",
                        script.toString(),
                        url),
                time.plusSeconds(30));
        Matcher bad = BAD.matcher(output);
        Matcher count = COUNT.matcher(output);
        if (bad.find() || !count.find()) {
            throw new IllegalStateException("the load was not answered as it should be: " + output);
        }
        double unit = count.group(3).equals("ms") ? 0.001 : count.group(3).equals("m") ? 60 : 1;
        return Long.parseLong(count.group(1)) / (Double.parseDouble(count.group(2)) * unit);
    }

    /** Each thread of wrk takes every so-many-th request, so two threads never work on the same pipeline. */
    private static final String SCRIPT = """
            local threads, token, list, marker, keyed, run = %d, "%s", "%s", "%s", %b, "%d"
            local counter = 0
            function setup(thread) thread:set("id", counter); counter = counter + 1 end
            function init(args)
              mine, at, headers = {}, 0, {["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json", [marker] = "1"}
              sent = 0
              local n = 0
              for line in io.lines(list) do
                if n %% threads == id then mine[#mine + 1] = line end
                n = n + 1
              end
            end
            function request()
              at = at %% #mine + 1
              local method, path, body = string.match(mine[at], "([^\\t]*)\\t([^\\t]*)\\t(.*)")
              if keyed then
                sent = sent + 1
                headers["Idempotency-Key"] = run .. "-" .. id .. "-" .. sent
              end
              return wrk.format(method, path, headers, body)
            end
            """;

    private double here(List<Request> requests, Duration time) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        LongAdder answered = new LongAdder();
        LongAdder refused = new LongAdder();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                callers.submit(() -> {
                    while (System.nanoTime() < end) {
                        Request request = requests.get(next.getAndIncrement() % requests.size());
                        int status = client.send(toHttp(request), HttpResponse.BodyHandlers.discarding())
                                .statusCode();
                        (status / 100 == 2 ? answered : refused).increment();
                    }
                    return null;
                });
            }
        }
        if (refused.sum() > 0) {
            throw new IllegalStateException(refused + " requests were not answered as they should be");
        }
        return answered.sum() * 1e9 / (System.nanoTime() - start);
    }

    private HttpRequest toHttp(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + request.path));
        if (keyed) {
            builder.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return builder.header("Authorization", "Bearer " + token)
                .header(marker, "1")
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .method(request.method, HttpRequest.BodyPublishers.ofString(request.body))
                .build();
    }
}

package io.omni.api.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.secret.SecretStore;
import io.omni.command.webhook.ChangeWebhook;
import io.omni.command.webhook.RegisterWebhook;
import io.omni.events.webhook.Ordering;
import io.omni.events.webhook.SigningKey;
import io.omni.events.webhook.WebhookId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Webhooks: how many deliveries a second reach a sink on this machine, and what one hanging endpoint of ten costs the other nine. */
final class Deliveries implements AutoCloseable {
    private static final int ENDPOINTS = 10;
    private static final int SUBJECTS = 20;
    private static final int EVENTS = 1_000;
    private static final int EVENTS_PER_SECOND = 20;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Pattern TIMESTAMP = Pattern.compile("\"timestamp\":\"([^\"]+)\"");
    private static final Map<String, String> METADATA = Map.of("actor", "benchmark");

    private final CommandDispatcher commands;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer sink;
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicLong changes = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<WebhookId> quiet = new ArrayList<>();
    private volatile Histogram latencies = new ConcurrentHistogram(3);
    private volatile boolean oneHangs;

    Deliveries(Product product) throws IOException {
        this.commands = product.bean(CommandDispatcher.class);
        this.clock = product.bean(Clock.class);
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        sink.setExecutor(threads);
        sink.createContext("/", this::take);
        sink.start();
        SecretStore secrets = product.bean(SecretStore.class);
        for (int i = 0; i < ENDPOINTS; i++) {
            register(secrets, "/" + i, "webhook.updated");
        }
        for (int i = 0; i < SUBJECTS; i++) {
            quiet.add(register(secrets, "/quiet", "pipeline.failed"));
        }
    }

    /** Deliveries a second, from the first event's command to the last delivery's arrival. */
    double perSecond() throws Exception {
        int before = received.get();
        long start = System.nanoTime();
        for (WebhookId subject : quiet) {
            threads.submit(() -> {
                for (int i = 0; i < EVENTS / SUBJECTS; i++) {
                    change(subject);
                }
            });
        }
        awaitReceived(before + EVENTS * ENDPOINTS);
        return EVENTS * ENDPOINTS * 1e9 / (System.nanoTime() - start);
    }

    /** Microseconds from event to arrival at the first nine endpoints, at a steady rate. */
    Histogram latencies(Duration time, boolean hanging) throws Exception {
        oneHangs = hanging;
        latencies = new ConcurrentHistogram(3);
        int before = received.get();
        int events = (int) (time.toMillis() * EVENTS_PER_SECOND / 1000);
        long start = System.nanoTime();
        for (int i = 0; i < events; i++) {
            long due = start + TimeUnit.SECONDS.toNanos(i) / EVENTS_PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
            WebhookId subject = quiet.get(i % SUBJECTS);
            threads.submit(() -> change(subject));
        }
        awaitReceived(before + events * (hanging ? ENDPOINTS - 1 : ENDPOINTS));
        return latencies;
    }

    @Override
    public void close() {
        end.countDown();
        sink.stop(0);
        threads.shutdownNow();
    }

    private void change(WebhookId webhook) {
        commands.send(
                new ChangeWebhook(webhook, null, null, null, null, "change " + changes.incrementAndGet(), null),
                METADATA);
    }

    private WebhookId register(SecretStore secrets, String path, String pattern) {
        WebhookId id = WebhookId.next();
        SigningKey key = new SigningKey(
                SigningKey.Kind.HMAC, secrets.store("webhook_signing_secret"), "0000000000000000", null, null);
        String url = "http://127.0.0.1:" + sink.getAddress().getPort() + path;
        commands.send(new RegisterWebhook(id, url, List.of(pattern), Ordering.UNORDERED, null, List.of(key)), METADATA);
        return id;
    }

    private void awaitReceived(int wanted) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (received.get() < wanted) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(received.get() + " of " + wanted + " deliveries have arrived");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Instant now = clock.instant();
            String path = exchange.getRequestURI().getPath();
            boolean last = path.equals("/" + (ENDPOINTS - 1));
            if (last && oneHangs) {
                end.await(1, TimeUnit.MINUTES);
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher timestamp = TIMESTAMP.matcher(body);
            if (!last && timestamp.find()) {
                long micros =
                        Duration.between(Instant.parse(timestamp.group(1)), now).toNanos() / 1000;
                latencies.recordValue(Math.max(0, micros));
            }
            exchange.sendResponseHeaders(204, -1);
            received.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * The node is killed with SIGKILL at the points where a delivery could be lost, and again while it delivers as fast as it can.
 *
 * <p>{@code -Domni.webhooks.events=10000 -Domni.webhooks.kills=20} makes it longer.
 */
@Timeout(3600)
@BesideOthers
class KilledDeliveryIT {
    private static final int EVENTS = Integer.getInteger("omni.webhooks.events", 1_000);
    private static final int KILLS = Integer.getInteger("omni.webhooks.kills", 2);
    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path temp;

    private final WebhookSink sink = new WebhookSink();
    private final Random random = new Random(4);
    private OmniProcess node;

    @AfterEach
    void stop() {
        sink.close();
        if (node != null) {
            node.close();
        }
    }

    @Test
    void every_event_is_delivered_at_least_once_wherever_the_node_is_killed() throws Exception {
        Path data = temp.resolve("data");
        node = OmniProcess.start(data);
        String checkpoint = Ledger.firstCheckpoint(data);
        atTheWorstMoments(data);
        try (StreamReader reader = new StreamReader(() -> node.api(), "/api/v1/events/stream?after=0")) {
            Set<String> wanted = whileItDelivers(data);
            Waiting.until(
                    "all events on the stream, in order and each once",
                    PATIENCE,
                    () -> reader.events().stream()
                            .map(event -> event.path("event_id").asString())
                            .filter(wanted::contains)
                            .toList(),
                    read -> read.equals(List.copyOf(wanted)));
        }
        assertThat(sink.unverified()).isEmpty();
        node.stop();
        Ledger.assertWhole(data, checkpoint);
    }

    private void atTheWorstMoments(Path data) throws Exception {
        AtomicBoolean back = new AtomicBoolean();
        sink.answering("/sent", _ -> {
            while (!back.get()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            return 200;
        });
        AtomicBoolean locked = new AtomicBoolean();
        sink.answering("/answered", _ -> {
            while (!locked.get()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            return 200;
        });
        try (FullPort unsent = new FullPort();
                Connection lock = connection(data)) {
            List<String> ids = List.of(
                    register(unsent.url(), "webhook.updated"),
                    register(sink.url("/sent"), "webhook.updated"),
                    register(sink.url("/answered"), "webhook.updated"));
            String subject = register(sink.url("/quiet"), "pipeline.failed");
            change(subject, "once");
            Waiting.until(
                    "the requests are out", PATIENCE, () -> sink.at("/answered").size(), n -> n > 0);
            for (String id : ids) {
                awaitDelivery(id, "in_flight");
            }
            // The third's end can't be recorded while somebody holds its row: it has its 2xx, and nobody knows.
            lock.setAutoCommit(false);
            try (Statement statement = lock.createStatement()) {
                statement.execute("SELECT 1 FROM webhook_delivery WHERE webhook_id = '" + ids.get(2) + "' FOR UPDATE");
            }
            locked.set(true);
            Waiting.pause(Duration.ofMillis(500));
            node.kill();
            back.set(true);
            unsent.shut();

            node = OmniProcess.start(data);

            for (String id : ids.subList(1, 3)) {
                JsonNode delivery = awaitDelivery(id, "delivered");
                assertThat(delivery.path("attempts")).hasSize(2);
                assertThat(delivery.path("attempts").get(0).path("outcome").asString())
                        .isEqualTo("crashed");
            }
            assertThat(sink.at("/answered")).hasSize(2);
            // The one that was never sent meets a closed port now, which shows that it was tried again.
            Waiting.until(
                    "the one that was never sent is tried again",
                    PATIENCE,
                    () -> deliveries(ids.getFirst()).getFirst().path("attempts"),
                    attempts -> attempts.size() >= 2
                            && attempts.get(0).path("outcome").asString("").equals("crashed")
                            && attempts.get(1).path("outcome").asString("").equals("connection_error"));
            ids.forEach(id -> node.api().delete(WEBHOOKS + "/" + id));
        }
    }

    /** The events, in the store's order. */
    private Set<String> whileItDelivers(Path data) throws Exception {
        sink.answering("/a", _ -> 200);
        sink.answering("/b", _ -> random.nextInt(50) == 0 ? 503 : 200);
        List<String> ids = List.of(
                register(sink.url("/a"), "webhook.updated"),
                register(sink.url("/b"), "webhook.updated"),
                register(sink.url("/c"), "webhook.updated"));
        List<String> subjects = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            subjects.add(register(sink.url("/quiet"), "pipeline.failed"));
        }
        long before = events(data).size();
        AtomicInteger made = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            subjects.forEach(subject -> threads.submit(() -> keepChanging(subject, made, done)));
            for (int kill = 1; kill <= KILLS; kill++) {
                int until = EVENTS * kill / (KILLS + 1);
                Waiting.until(until + " events", PATIENCE, made::get, n -> n >= until);
                node.kill();
                node = OmniProcess.start(data);
            }
            Waiting.until("all events", PATIENCE.multipliedBy(10), made::get, n -> n >= EVENTS);
            done.set(true);
        }
        Set<String> wanted = events(data).stream().skip(before).collect(Collectors.toCollection(LinkedHashSet::new));
        assertThat(wanted).hasSizeGreaterThanOrEqualTo(EVENTS);
        for (String path : List.of("/a", "/b", "/c")) {
            Waiting.until(
                    "all of " + wanted.size() + " events at " + path,
                    PATIENCE.multipliedBy(10),
                    () -> {
                        hurry(data);
                        Set<String> missing = new java.util.HashSet<>(wanted);
                        sink.at(path).forEach(r -> missing.remove(r.id()));
                        return missing;
                    },
                    Set::isEmpty);
        }
        System.out.println("KilledDeliveryIT: " + wanted.size() + " events, " + KILLS + " kills, deliveries "
                + ids.size() * wanted.size() + ", received "
                + List.of("/a", "/b", "/c").stream()
                        .mapToInt(p -> sink.at(p).size())
                        .sum());
        return wanted;
    }

    private void keepChanging(String subject, AtomicInteger made, AtomicBoolean done) {
        int number = 0;
        while (!done.get()) {
            try {
                Api.Answer answer = node.api()
                        .patch(WEBHOOKS + "/" + subject, "{\"description\": \"change " + number++ + "\"}", null);
                if (answer.status() == 200) {
                    made.incrementAndGet();
                }
            } catch (Api.Unreachable e) {
                Waiting.pause(Duration.ofMillis(100));
            }
        }
    }

    private String register(String url, String pattern) {
        Api.Answer answer = node.api().post(WEBHOOKS, """
                {"url": "%s", "events": ["%s"], "secret": "%s"}""".formatted(url, pattern, WebhookSink.SECRET));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().path("webhook_id").asString();
    }

    private void change(String id, String description) {
        node.api().patch(WEBHOOKS + "/" + id, "{\"description\": \"" + description + "\"}", null);
    }

    private List<JsonNode> deliveries(String id) {
        List<JsonNode> deliveries = new ArrayList<>();
        node.api().read(WEBHOOKS + "/" + id + "/deliveries").path("deliveries").forEach(deliveries::add);
        return deliveries;
    }

    private JsonNode awaitDelivery(String id, String status) {
        return Waiting.until(
                        "the delivery to " + id + " is " + status,
                        PATIENCE,
                        () -> deliveries(id),
                        all -> all.size() == 1
                                && all.getFirst().path("status").asString().equals(status))
                .getFirst();
    }

    private static void hurry(Path data) {
        jdbc(data)
                .update(
                        "UPDATE webhook_delivery SET next_attempt_at = now() WHERE status = 'pending' AND next_attempt_at > now()");
    }

    private static List<String> events(Path data) {
        return jdbc(data)
                .queryForList(
                        "SELECT event_identifier FROM domain_event WHERE payload_type = 'webhook.updated' ORDER BY global_index",
                        String.class);
    }

    private static Connection connection(Path data) throws SQLException {
        return jdbc(data).getDataSource().getConnection();
    }

    private static JdbcTemplate jdbc(Path data) {
        try {
            String port = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                    .get(3)
                    .strip();
            String password =
                    Files.readString(data.resolve("postgres.password")).strip();
            return new JdbcTemplate(
                    new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:" + port + "/omni", "omni", password));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A port that lets nobody in: its queue is full, so a connection is neither made nor refused. */
    private static final class FullPort implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> waiting = new ArrayList<>();

        FullPort() throws IOException {
            for (int i = 0; i < 2; i++) {
                Socket socket = new Socket();
                socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 1_000);
                waiting.add(socket);
            }
        }

        String url() {
            return "http://127.0.0.1:" + server.getLocalPort() + "/unsent";
        }

        /** From now on connections are refused. */
        void shut() throws IOException {
            close();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
            server.close();
        }
    }
}

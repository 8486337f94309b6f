package io.omni.command.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.address.AddressGuard;
import io.omni.command.address.AddressSettings;
import io.omni.command.address.NameResolver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One attempt against endpoints that behave as badly as they can, over real sockets. */
@Timeout(60)
class DeliveryHttpTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final byte[] BODY = "{\"type\":\"test\"}".getBytes(StandardCharsets.UTF_8);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
    private final AtomicReference<String> request = new AtomicReference<>("");
    private ServerSocket server;
    private NameResolver names = host -> List.of(InetAddress.getLoopbackAddress());
    private DeliveryHttp http;

    /** What an endpoint does once it has the request. */
    @FunctionalInterface
    interface Behaviour {
        void answer(OutputStream out, Socket socket) throws Exception;
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        http = client(AddressSettings.loopback(), LONG);
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        server.close();
    }

    @Test
    void a_2xx_is_delivered_and_the_body_arrives_as_it_is() throws Exception {
        Answer answer = post((out, _) -> say(out, OK));

        assertThat(answer.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.error()).isNull();
        assertThat(request.get())
                .contains("POST /hook?a=b HTTP/1.1", "webhook-id: evt_1", "application/json")
                .endsWith("{\"type\":\"test\"}");
    }

    @Test
    void headers_that_drip_are_cut_off_at_the_deadline() throws Exception {
        beImpatient();
        assertThat(post((out, _) -> drip(out, "HTTP/1.1 200 OK\r\nX: ")).outcome())
                .isEqualTo(Outcome.TIMEOUT);
    }

    @Test
    void a_body_that_drips_after_a_2xx_is_cut_off_at_the_deadline_and_is_no_failure() throws Exception {
        beImpatient();
        Answer answer = post((out, _) -> drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"));

        assertThat(answer.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(answer.duration()).isLessThan(LONG);
    }

    @Test
    void an_endpoint_that_says_nothing_is_cut_off_at_the_deadline() throws Exception {
        beImpatient();
        Answer answer = post((_, _) -> TimeUnit.SECONDS.sleep(30));

        assertThat(answer.outcome()).isEqualTo(Outcome.TIMEOUT);
        assertThat(answer.statusCode()).isNull();
        assertThat(answer.error()).contains("3 s");
    }

    @Test
    void of_an_endless_answer_little_is_read() throws Exception {
        Answer answer = post((out, _) -> {
            say(out, "HTTP/1.1 200 OK\r\n\r\n");
            flood(out);
        });

        assertThat(answer.outcome()).isEqualTo(Outcome.DELIVERED);
        // What the sockets' own buffers take is not read by anybody.
        assertThat(written.get()).isLessThan(64L << 20);
    }

    @Test
    void a_gzip_bomb_is_not_unpacked() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
        }
        Answer answer = post((out, _) -> {
            say(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            out.write(bomb.toByteArray());
        });

        assertThat(answer.outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(request.get()).contains("Accept-Encoding: identity");
    }

    @Test
    void a_reset_in_the_middle_of_the_body_after_a_2xx_is_no_failure() throws Exception {
        Answer answer = post((out, socket) -> {
            say(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
            socket.setSoLinger(true, 0);
            socket.close();
        });

        assertThat(answer.outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void a_reset_before_the_status_is_a_failure_that_is_made_once() throws Exception {
        Answer answer = post((_, socket) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        });

        assertThat(answer.outcome()).isEqualTo(Outcome.CONNECTION_ERROR);
        assertThat(connections).hasValue(1);
    }

    @Test
    void a_flood_of_1xx_ends_at_the_deadline_at_the_latest() throws Exception {
        beImpatient();
        Answer answer = post((out, _) -> {
            while (true) {
                say(out, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
            }
        });

        assertThat(answer.outcome()).isNotEqualTo(Outcome.DELIVERED);
        assertThat(answer.duration()).isLessThan(LONG);
    }

    @Test
    void an_endless_header_is_not_read_to_its_end() throws Exception {
        Answer answer = post((out, _) -> {
            say(out, "HTTP/1.1 200 OK\r\nX: ");
            flood(out);
        });

        assertThat(answer.outcome()).isNotEqualTo(Outcome.DELIVERED);
    }

    @Test
    void a_redirect_to_the_metadata_service_is_a_failure_and_is_not_followed() throws Exception {
        Answer answer = post(
                (out, _) -> say(
                        out,
                        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://169.254.169.254/latest/\r\nContent-Length: 0\r\n\r\n"));

        assertThat(answer.outcome()).isEqualTo(Outcome.REDIRECT);
        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(connections).hasValue(1);
    }

    @Test
    void a_503_is_not_sent_again_at_once_whatever_it_asks_for() throws Exception {
        Answer answer = post((out, _) -> say(out, "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"));

        assertThat(answer.outcome()).isEqualTo(Outcome.SERVER_ERROR);
        assertThat(answer.retryAfter()).isNull();
        assertThat(connections).hasValue(1);
    }

    @Test
    void a_retry_after_is_passed_on() throws Exception {
        Answer answer =
                post((out, _) -> say(out, "HTTP/1.1 429 Slow down\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"));

        assertThat(answer.retryAfter()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void an_endpoint_that_speaks_no_tls_is_a_tls_error() throws Exception {
        Answer answer = post("https://hook.example:" + server.getLocalPort() + "/", (out, _) -> say(out, OK));

        assertThat(answer.outcome()).isEqualTo(Outcome.TLS_ERROR);
    }

    @Test
    void a_port_that_nobody_listens_on_is_a_connection_error() throws Exception {
        int port = server.getLocalPort();
        server.close();

        Answer answer = http.post("http://hook.example:" + port + "/", Map.of(), BODY);

        assertThat(answer.outcome()).isEqualTo(Outcome.CONNECTION_ERROR);
    }

    @Test
    void a_name_without_an_address_is_a_dns_error() throws Exception {
        names = host -> {
            throw new java.net.UnknownHostException(host);
        };

        assertThat(http.post("http://hook.example/", Map.of(), BODY).outcome()).isEqualTo(Outcome.DNS_ERROR);
    }

    @Test
    void a_name_server_that_says_nothing_costs_no_more_than_the_deadline() throws Exception {
        beImpatient();
        CountDownLatch end = new CountDownLatch(1);
        names = _ -> {
            try {
                end.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of(InetAddress.getLoopbackAddress());
        };

        Answer answer = http.post("http://hook.example:" + server.getLocalPort() + "/", Map.of(), BODY);

        end.countDown();
        assertThat(answer.outcome()).isEqualTo(Outcome.TIMEOUT);
    }

    @Test
    void a_name_that_was_rebound_to_a_private_address_is_never_connected_to() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        names = _ -> List.of(InetAddress.getByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1"));
        assertThat(post((out, _) -> say(out, OK)).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(lookups).as("resolved once per attempt").hasValue(1);

        Answer second = http.post("http://hook.example:" + server.getLocalPort() + "/", Map.of(), BODY);

        assertThat(second.outcome()).isEqualTo(Outcome.BLOCKED_ADDRESS);
        assertThat(second.statusCode()).isNull();
        assertThat(connections).hasValue(1);
    }

    @Test
    void an_address_written_as_such_passes_the_guard_too() throws Exception {
        http.close();
        http = client(List.of(), LONG);

        for (String host : List.of("127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]")) {
            Answer answer = http.post("http://" + host + ":" + server.getLocalPort() + "/", Map.of(), BODY);

            assertThat(answer.outcome()).as(host).isEqualTo(Outcome.BLOCKED_ADDRESS);
        }
        assertThat(connections).hasValue(0);
    }

    private DeliveryHttp client(List<io.omni.command.address.Network> networks, Duration deadline) {
        AddressGuard guard =
                new AddressGuard(AddressSettings.allowing(Set.of(), networks), host -> names.addresses(host));
        return new DeliveryHttp(guard, Clock.systemUTC(), deadline);
    }

    /** For endpoints that are to be cut off; the others must not suffer from a slow machine. */
    private void beImpatient() {
        http.close();
        http = client(AddressSettings.loopback(), SHORT);
    }

    private Answer post(Behaviour behaviour) throws Exception {
        return post("http://hook.example:" + server.getLocalPort() + "/hook?a=b", behaviour);
    }

    private Answer post(String url, Behaviour behaviour) throws Exception {
        Thread.ofVirtual().start(() -> serve(behaviour));
        return http.post(url, Map.of("webhook-id", "evt_1"), BODY);
    }

    private void serve(Behaviour behaviour) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> answer(socket, behaviour));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket, Behaviour behaviour) {
        try (socket) {
            StringBuilder text = new StringBuilder();
            byte[] buffer = new byte[4096];
            while (!text.toString().endsWith("}")) {
                int read = socket.getInputStream().read(buffer);
                if (read < 0 || buffer[0] == 0x16) {
                    say(socket.getOutputStream(), OK);
                    return;
                }
                text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
            request.set(text.toString());
            behaviour.answer(socket.getOutputStream(), socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // The caller has hung up, which is what most of these tests are about.
            request.compareAndSet("", e.toString());
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void drip(OutputStream out, String first) throws Exception {
        say(out, first);
        while (true) {
            say(out, "x");
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void flood(OutputStream out) throws IOException {
        byte[] much = new byte[64 << 10];
        java.util.Arrays.fill(much, (byte) 'x');
        while (written.addAndGet(much.length) < 1L << 32) {
            out.write(much);
        }
    }
}

package io.omni.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omni.command.http.HttpTrouble.Kind;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DeadlineHttpTest {
    private static final Duration SHORT = Duration.ofMillis(700);

    private final DeadlineHttp http = new DeadlineHttp();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void a_whole_answer_comes_back_with_status_headers_and_body() throws Exception {
        try (var server = RawServer.answering(418, "X-Kind: Teapot\r\nContent-Type: text/html\r\n", "<html>hi")) {
            var answer = get(server.url(), 1000);

            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.header("x-kind")).isEqualTo("Teapot");
            assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("<html>hi");
        }
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() throws Exception {
        try (var server = RawServer.answering(302, "Location: /again\r\n", "")) {
            assertThat(get(server.url() + "/", 1000).status()).isEqualTo(302);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_503_that_invites_to_come_back_at_once_is_an_answer_and_nothing_is_sent_twice() throws Exception {
        try (var server = RawServer.answering(503, "Retry-After: 0\r\n", "")) {
            assertThat(get(server.url() + "/", 1000).status()).isEqualTo(503);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_server_that_drips_bytes_meets_the_deadline() throws Exception {
        try (var server = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                Thread.sleep(50);
            }
        })) {
            assertThat(troubleOf(server, 100_000, SHORT).kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void a_server_that_drips_headers_meets_the_deadline() throws Exception {
        try (var server = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(50);
            }
        })) {
            assertThat(troubleOf(server, 1000, SHORT).kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void a_server_that_says_nothing_meets_the_deadline() throws Exception {
        try (var server = new RawServer(_ -> Thread.sleep(60_000))) {
            assertThat(troubleOf(server, 1000, SHORT).kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void an_endless_body_is_read_no_further_than_the_limit() throws Exception {
        try (var server = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(new byte[8192]);
            }
        })) {
            var exchange = new DeadlineHttp.Exchange(
                    server.url(), "GET", Map.of(), new byte[0], Duration.ofSeconds(30), 50_000);
            assertThat(catchThrowableOfType(HttpTrouble.class, () -> http.exchange(exchange))
                            .kind())
                    .isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void a_small_archive_that_unpacks_to_much_is_too_large() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[5_000_000]);
        }
        try (var server = new RawServer(out -> {
            String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(packed.toByteArray());
        })) {
            assertThat(troubleOf(server, 100_000).kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void an_answer_that_is_exactly_as_large_as_allowed_is_taken() throws Exception {
        try (var server = RawServer.answering(200, "", "x".repeat(1000))) {
            assertThat(get(server.url(), 1000).body()).hasSize(1000);
        }
        try (var server = RawServer.answering(200, "", "x".repeat(1001))) {
            assertThat(troubleOf(server, 1000).kind()).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort",
                "",
                "SSH-2.0-OpenSSH_9\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            })
    void an_answer_that_breaks_off_or_is_no_http_is_broken(String bytes) throws Exception {
        try (var server = RawServer.answering(bytes)) {
            assertThat(troubleOf(server, 1000).kind()).isEqualTo(Kind.BROKEN);
            assertThat(server.requests()).as("nothing is sent twice").hasSize(1);
        }
    }

    @Test
    void endless_headers_are_given_up() throws Exception {
        try (var server = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(("X-Y: " + "z".repeat(1000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        })) {
            var exchange =
                    new DeadlineHttp.Exchange(server.url(), "GET", Map.of(), new byte[0], Duration.ofSeconds(30), 1000);
            assertThat(catchThrowableOfType(HttpTrouble.class, () -> http.exchange(exchange))
                            .kind())
                    .isEqualTo(Kind.BROKEN);
        }
    }

    @Test
    void a_closed_port_refuses() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(catchThrowableOfType(HttpTrouble.class, () -> get("http://127.0.0.1:" + port, 1000))
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void an_interrupt_ends_the_wait() throws Exception {
        var asked = new CountDownLatch(1);
        try (var server = new RawServer(_ -> {
            asked.countDown();
            Thread.sleep(60_000);
        })) {
            var outcome = new AtomicReference<Throwable>();
            Thread caller = Thread.ofPlatform().start(() -> {
                try {
                    http.exchange(new DeadlineHttp.Exchange(
                            server.url(), "GET", Map.of(), new byte[0], Duration.ofSeconds(50), 1000));
                } catch (InterruptedException | HttpTrouble e) {
                    outcome.set(e);
                }
            });
            asked.await();
            caller.interrupt();
            caller.join();
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void an_unacceptable_request_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> send("http://user:pw@127.0.0.1/", "GET", Map.of(), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> send("file:///etc/passwd", "GET", Map.of(), ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> send("http://127.0.0.1/", "TRACE", Map.of(), ""))
                .hasMessageContaining("methods");
        assertThatThrownBy(() -> send("http://127.0.0.1/", "GET", Map.of(), "body"))
                .hasMessageContaining("no body");
        assertThatThrownBy(() -> send("http://127.0.0.1/", "GET", Map.of("Host", "elsewhere"), ""))
                .hasMessageContaining("Host");
    }

    @Test
    void a_header_that_breaks_its_line_is_refused_without_quoting_it() {
        assertThatThrownBy(() -> send("http://127.0.0.1/", "GET", Map.of("Authorization", "Bearer s3cret\r\nX: y"), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }

    private DeadlineHttp.Answer get(String url, int maxBytes) throws HttpTrouble, InterruptedException {
        return http.exchange(
                new DeadlineHttp.Exchange(url, "GET", Map.of(), new byte[0], Duration.ofSeconds(30), maxBytes));
    }

    private HttpTrouble troubleOf(RawServer server, int maxBytes) {
        return troubleOf(server, maxBytes, Duration.ofSeconds(30));
    }

    private HttpTrouble troubleOf(RawServer server, int maxBytes, Duration timeout) {
        var exchange = new DeadlineHttp.Exchange(server.url(), "GET", Map.of(), new byte[0], timeout, maxBytes);
        return catchThrowableOfType(HttpTrouble.class, () -> http.exchange(exchange));
    }

    private void send(String url, String method, Map<String, String> headers, String body)
            throws HttpTrouble, InterruptedException {
        http.exchange(new DeadlineHttp.Exchange(
                url, method, headers, body.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(30), 1000));
    }
}

package io.omni.command.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.http.DeadlineHttp;
import io.omni.command.http.RawServer;
import io.omni.command.service.ServiceProbe.Health;
import io.omni.command.service.ServiceProbe.Status;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpServiceProbeTest {
    private final DeadlineHttp http = new DeadlineHttp();

    @AfterEach
    void close() {
        http.close();
    }

    @ParameterizedTest
    @CsvSource({
        "200, HEALTHY",
        "204, HEALTHY",
        "302, DEGRADED",
        "401, DEGRADED",
        "404, DEGRADED",
        "500, UNHEALTHY",
        "503, UNHEALTHY"
    })
    void the_status_decides(int status, Status expected) throws Exception {
        try (var server = RawServer.answering(status, "Location: /health\r\n", "")) {
            Health health = probe("/health", server.url(), 30_000, 20_000);

            assertThat(health.status()).isEqualTo(expected);
            assertThat(health.latencyMs()).isNotNull();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_slow_answer_is_degraded_and_none_in_time_unhealthy() throws Exception {
        try (var slow = new RawServer(out -> {
            Thread.sleep(200);
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            assertThat(probe("/health", slow.url(), 30_000, 50).status()).isEqualTo(Status.DEGRADED);
        }
        try (var silent = new RawServer(_ -> Thread.sleep(60_000))) {
            Health health = probe("/health", silent.url(), 300, 50);
            assertThat(health.status()).isEqualTo(Status.UNHEALTHY);
            assertThat(health.latencyMs()).isNull();
        }
    }

    @Test
    void the_answer_tells_version_and_uptime_where_it_has_them() throws Exception {
        try (var server = RawServer.answering(
                200, "", "{\"database\":{\"version\":\"9\"},\"version\":\"2.0.1\",\"uptime_seconds\":86400.5}")) {
            ServiceProbe.Answer answer =
                    probe("/health", server.url(), 30_000, 20_000).answer();

            assertThat(answer).isNotNull();
            assertThat(answer.version()).isEqualTo("2.0.1");
            assertThat(answer.uptime()).isEqualTo(Duration.ofDays(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pong",
                "",
                "{",
                "[1]",
                "{\"version\":{\"a\":1}}",
                "{\"version\":\"<script>\"}",
                "{\"version\":7,\"uptime_seconds\":-1}",
                "{\"uptime_seconds\":1e300}"
            })
    void an_answer_that_tells_nothing_sound_is_healthy_all_the_same(String body) throws Exception {
        try (var server = RawServer.answering(200, "", body)) {
            Health health = probe("/health", server.url(), 30_000, 20_000);

            assertThat(health.status()).isEqualTo(Status.HEALTHY);
            assertThat(health.answer().version()).isNull();
            assertThat(health.answer().uptime()).isNull();
        }
    }

    @Test
    void a_server_that_drips_or_lies_about_its_length_is_unhealthy_in_time() throws Exception {
        try (var dripping = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1000; i++) {
                out.write('x');
                out.flush();
                Thread.sleep(50);
            }
        })) {
            assertThat(probe("/health", dripping.url(), 400, 200).status()).isEqualTo(Status.UNHEALTHY);
        }
        try (var lying = new RawServer(out -> out.write(
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort".getBytes(StandardCharsets.US_ASCII)))) {
            assertThat(probe("/health", lying.url(), 30_000, 20_000).status()).isEqualTo(Status.UNHEALTHY);
        }
        try (var endless = new RawServer(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[1 << 16];
            for (int i = 0; i < 163_840; i++) {
                out.write(block);
            }
        })) {
            assertThat(probe("/health", endless.url(), 30_000, 20_000).status()).isEqualTo(Status.UNHEALTHY);
        }
    }

    @Test
    void an_answer_of_more_than_64_kib_is_unhealthy() throws Exception {
        try (var server = RawServer.answering(200, "", "x".repeat((64 << 10) + 1))) {
            assertThat(probe("/health", server.url(), 30_000, 20_000).status()).isEqualTo(Status.UNHEALTHY);
        }
    }

    @Test
    void a_tcp_service_is_healthy_while_it_accepts_connections() throws Exception {
        int port;
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(probe("tcp", "http://127.0.0.1:" + port, 30_000, 20_000).status())
                    .isEqualTo(Status.HEALTHY);
        }
        assertThat(probe("tcp", "http://127.0.0.1:" + port, 30_000, 20_000).status())
                .isEqualTo(Status.UNHEALTHY);
    }

    @Test
    void a_host_without_an_address_is_unhealthy() throws Exception {
        assertThat(probe("tcp", "http://no-such-host.invalid:1", 2000, 2000).status())
                .isEqualTo(Status.UNHEALTHY);
        assertThat(probe("/", "http://no-such-host.invalid:1", 2000, 2000).status())
                .isEqualTo(Status.UNHEALTHY);
    }

    private Health probe(String healthPath, String url, long timeoutMs, long slowMs) throws InterruptedException {
        return new HttpServiceProbe(
                        TestCatalog.of("svc", healthPath, url),
                        http,
                        new MutableClock(),
                        new ProbeSettings(
                                Duration.ofSeconds(15), 2, Duration.ofMillis(timeoutMs), Duration.ofMillis(slowMs), 4))
                .probe("svc");
    }
}

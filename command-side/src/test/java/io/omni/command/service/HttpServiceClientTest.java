package io.omni.command.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omni.command.http.DeadlineHttp;
import io.omni.command.http.RawServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpServiceClientTest {
    private static final BreakerSettings BREAKER = new BreakerSettings(10, 4, 50, Duration.ofSeconds(15), 2);
    private final MutableClock clock = new MutableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeadlineHttp http = new DeadlineHttp();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void a_service_is_reached_at_its_own_base_url() throws Exception {
        try (var server = RawServer.answering(201, "X-A: b\r\n", "{}")) {
            var answer = client(server.url() + "/omni-x").send(call("POST", "/api/v1/scan?a=b"));

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.headers()).containsKey("x-a");
            assertThat(server.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /omni-x/api/v1/scan?a=b HTTP/1.1");
            assertThat(counted("success")).isEqualTo(1);
        }
    }

    @Test
    void no_usable_answer_is_service_unavailable_and_names_the_service() throws Exception {
        try (var server = RawServer.answering("")) {
            assertThatThrownBy(() -> client(server.url()).send(call("GET", "/")))
                    .isInstanceOf(ServiceUnavailable.class)
                    .hasMessageStartingWith("svc: ");
            assertThat(counted("broken")).isEqualTo(1);
        }
    }

    @Test
    void a_call_that_is_not_acceptable_is_the_callers_fault() throws Exception {
        try (var server = RawServer.answering(200, "", "")) {
            var client = client(server.url());

            assertThatThrownBy(() -> client.send(call("GET", "//evil.example/")))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> client.send(call("CONNECT", "/"))).isInstanceOf(IllegalArgumentException.class);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void a_service_that_the_operators_catalogue_lacks_is_unavailable() throws Exception {
        try (var server = RawServer.answering(200, "", "")) {
            assertThatThrownBy(() -> client(server.url())
                            .send(new ServiceHttp.Call(
                                    "nobody", "GET", "/", Map.of(), new byte[0], Duration.ofSeconds(1), 10)))
                    .isInstanceOf(ServiceUnavailable.class)
                    .hasMessage("nobody: the catalogue has no such service");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void the_breaker_opens_on_failures_and_closes_after_trial_calls_that_succeed() throws Exception {
        var status = new AtomicReference<>("503 X");
        try (var server = new RawServer(out -> out.write(
                ("HTTP/1.1 " + status.get() + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII)))) {
            var client = client(server.url());
            for (int i = 0; i < 4; i++) {
                assertThat(client.send(call("GET", "/")).status()).isEqualTo(503);
            }

            assertThat(client.breaker("svc"))
                    .isEqualTo(new BreakerReadings.Reading(
                            "open", clock.instant(), clock.instant().plus(BREAKER.openFor())));
            assertThat(client.breaker("never called")).isEqualTo(new BreakerReadings.Reading("closed", null, null));
            assertThatThrownBy(() -> client.send(call("GET", "/")))
                    .isInstanceOf(ServiceUnavailable.class)
                    .hasMessageContaining("left alone");
            assertThat(server.requests()).hasSize(4);
            assertThat(counted("held_back")).isEqualTo(1);

            status.set("200 OK");
            clock.advance(Duration.ofSeconds(16));
            assertThat(client.send(call("GET", "/")).status()).isEqualTo(200);
            assertThat(client.breaker("svc").state()).isEqualTo("half_open");
            assertThat(client.send(call("GET", "/")).status()).isEqualTo(200);
            assertThat(client.breaker("svc").state()).isEqualTo("closed");
        }
    }

    @Test
    void the_breaker_opens_again_when_a_trial_call_fails() throws Exception {
        try (var server = RawServer.answering("")) {
            var client = client(server.url());
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> client.send(call("GET", "/"))).isInstanceOf(ServiceUnavailable.class);
            }
            clock.advance(Duration.ofSeconds(16));
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> client.send(call("GET", "/"))).hasMessageContaining("broke off");
            }
            assertThat(client.breaker("svc").state()).isEqualTo("open");
        }
    }

    @Test
    void answers_of_the_4xx_kind_and_bad_calls_leave_the_breaker_closed() throws Exception {
        try (var server = RawServer.answering(404, "", "")) {
            var client = client(server.url());
            for (int i = 0; i < 12; i++) {
                assertThat(client.send(call("GET", "/")).status()).isEqualTo(404);
                assertThatThrownBy(() -> client.send(call("TRACE", "/"))).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(client.breaker("svc").state()).isEqualTo("closed");
            assertThat(counted("client_error")).isEqualTo(12);
        }
    }

    private HttpServiceClient client(String url) {
        return new HttpServiceClient(TestCatalog.http("svc", url), http, meters, BREAKER, clock);
    }

    private static ServiceHttp.Call call(String method, String path) {
        return new ServiceHttp.Call("svc", method, path, Map.of(), new byte[0], Duration.ofSeconds(10), 1000);
    }

    private long counted(String outcome) {
        return meters.get("omni.service.calls")
                .tag("service", "svc")
                .tag("outcome", outcome)
                .timer()
                .count();
    }
}

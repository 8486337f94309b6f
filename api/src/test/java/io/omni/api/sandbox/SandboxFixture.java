package io.omni.api.sandbox;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omni.command.http.DeadlineHttp;
import io.omni.command.service.BreakerSettings;
import io.omni.command.service.HttpServiceClient;
import io.omni.command.service.HttpServiceProbe;
import io.omni.command.service.ProbeSettings;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceProbe;
import io.omni.command.service.YamlServiceCatalog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole sandbox platform, reached the way the rest of the application reaches the services. */
final class SandboxFixture implements AutoCloseable {
    final JsonMapper json = JsonMapper.builder().build();
    final TestClock clock = new TestClock();
    final Faults faults = new Faults(clock);
    final CallBook calls = new CallBook(clock);
    final SandboxPlatform platform = new SandboxPlatform(
            SandboxConfiguration.playedServices(json, clock), faults, calls, Duration.ofMillis(2200), json);
    final ServiceCatalog catalog = YamlServiceCatalog.platform(platform);
    final DeadlineHttp http = new DeadlineHttp();
    final ServiceHttp services = new HttpServiceClient(
            catalog,
            http,
            new SimpleMeterRegistry(),
            new BreakerSettings(1000, 1000, 100, Duration.ofSeconds(1), 1),
            Clock.systemUTC());
    final ServiceProbe probe = new HttpServiceProbe(catalog, http, clock, ProbeSettings.defaults());

    ServiceHttp.Answer send(String service, String method, String path, String body) throws Exception {
        return services.send(new ServiceHttp.Call(
                service,
                method,
                path,
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                Duration.ofSeconds(20),
                4 << 20));
    }

    JsonNode ask(String service, String method, String path, String body) throws Exception {
        return json.readTree(send(service, method, path, body).body());
    }

    /** What the scripted model answers to a prompt. */
    String complete(String prompt) throws Exception {
        String body = json.writeValueAsString(
                Map.of("model", "gpt-4o", "messages", List.of(Map.of("role", "user", "content", prompt))));
        return ask("litellm-proxy", "POST", "/v1/chat/completions", body)
                .path("choices")
                .path(0)
                .path("message")
                .path("content")
                .stringValue("");
    }

    @Override
    public void close() {
        http.close();
        platform.close();
    }

    static final class TestClock extends Clock {
        private Instant now = Instant.parse("2025-01-15T10:30:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

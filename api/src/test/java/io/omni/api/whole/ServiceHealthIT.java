package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The managed services as an operator sees them, probed once a second, from a catalogue in a file. */
@Timeout(240)
class ServiceHealthIT {
    private static final String SERVICES = "/api/v1/services";
    private static final String DASHBOARD = "/api/v1/health/dashboard";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static Path catalog;
    private static String platform;
    private static RunningOmni omni;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                Api.class.getResourceAsStream("/io/omni/command/service/platform-services.yaml"))) {
            platform = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        catalog = Files.writeString(folder.resolve("services.yaml"), platform);
        omni = RunningOmni.start(
                folder.resolve("data"), Map.of("OMNI_CATALOG", catalog.toString(), "OMNI_PROBE_INTERVAL", "1s"));
        api = omni.api();
        allHealthy();
    }

    @AfterAll
    static void stop() {
        omni.close();
    }

    @AfterEach
    void heal() {
        assertThat(api.post("/sandbox/reset").status()).isEqualTo(200);
        allHealthy();
    }

    @Test
    void the_list_has_the_references_shape() {
        JsonNode answer = api.read(SERVICES);

        assertThat(answer.propertyNames()).containsExactly("services", "summary");
        assertThat(answer.path("services")).hasSize(37);
        JsonNode service = named(answer, "neo4j-graphrag-api");
        assertThat(service.propertyNames())
                .containsExactly(
                        "name",
                        "container",
                        "port",
                        "tier",
                        "status",
                        "uptime_seconds",
                        "last_health_check",
                        "version");
        assertThat(service.path("container").asString()).isEqualTo("omni-neo4j-graphrag-api");
        assertThat(service.path("port").asInt()).isEqualTo(7475);
        assertThat(service.path("tier").asString()).isEqualTo("Knowledge");
        assertThat(service.path("status").asString()).isEqualTo("healthy");
        assertThat(service.path("uptime_seconds").isIntegralNumber()).isTrue();
        assertThat(Instant.parse(service.path("last_health_check").asString())).isNotNull();
        assertThat(service.path("version").isString()).isTrue();
        assertThat(answer.path("summary"))
                .isEqualTo(Api.JSON.readTree("{\"total\":37,\"healthy\":37,\"degraded\":0,\"unhealthy\":0}"));
        JsonNode health = api.read("/health");
        assertThat(health.path("services_total").asInt()).isEqualTo(37);
    }

    @Test
    void a_database_that_is_down_is_one_incident_that_names_it_and_lists_who_suffers() {
        fault("postgres", "down");

        JsonNode dashboard = Waiting.until(
                "postgres and all that stands on it is down",
                PATIENCE,
                () -> api.read(DASHBOARD),
                d -> d.path("incidents").size() == 1
                        && d.path("incidents").path(0).path("affected").size() == 21);
        JsonNode incident = dashboard.path("incidents").path(0);
        assertThat(incident.path("service").asString()).isEqualTo("postgres");
        assertThat(incident.path("root_cause").asString()).isEqualTo("postgres");
        assertThat(incident.path("status").asString()).isEqualTo("unhealthy");
        assertThat(texts(incident.path("affected"))).contains("litellm-proxy", "ai-gateway", "financial-analytics");
        assertThat(dashboard.path("overall_status").asString()).isEqualTo("unhealthy");
        assertThat(dashboard.path("pipelines").propertyNames()).containsExactly("running", "failed_last_24h");
        assertThat(api.get("/ready").status()).isEqualTo(503);
        JsonNode litellm = api.read(SERVICES + "/litellm-proxy");
        assertThat(litellm.path("root_cause").asString()).isEqualTo("postgres");
        assertThat(litellm.path("recent_events")
                        .path(0)
                        .path("data")
                        .path("root_cause")
                        .asString())
                .isEqualTo("postgres");

        fault("postgres", "none");
        allHealthy();

        Waiting.until(
                "the incident is closed", PATIENCE, () -> api.read(DASHBOARD).path("incidents"), JsonNode::isEmpty);
        JsonNode closed = api.read("/api/v1/health/incidents?status=closed&limit=1")
                .path("incidents")
                .path(0);
        assertThat(closed.path("incident_id")).isEqualTo(incident.path("incident_id"));
        assertThat(closed.path("until").isString()).isTrue();
        assertThat(closed.path("affected")).hasSize(21);
        List<String> changes = new ArrayList<>();
        Waiting.until(
                        "both changes are in the event log",
                        PATIENCE,
                        () -> api.read("/api/v1/events?type=service.health_changed&service=postgres&limit=2")
                                .path("events"),
                        events -> events.path(0)
                                .path("data")
                                .path("to")
                                .asString("")
                                .equals("healthy"))
                .forEach(event -> changes.add(event.path("data").path("from").asString() + " -> "
                        + event.path("data").path("to").asString()));
        assertThat(changes).containsExactly("unhealthy -> healthy", "healthy -> unhealthy");
    }

    @Test
    void a_slow_service_is_degraded_and_an_earlier_time_shows_it_well() {
        Answer before = api.get(SERVICES + "/ollama");
        String then = Instant.now().toString();
        fault("observatory", "slow");

        Waiting.until("observatory is degraded", PATIENCE, () -> status("observatory"), "degraded"::equals);

        JsonNode earlier = api.read(SERVICES + "/observatory?as_of=" + then);
        assertThat(earlier.path("status").asString()).isEqualTo("healthy");
        assertThat(earlier.path("metrics").isNull()).isTrue();
        JsonNode first = api.read(SERVICES + "/observatory?version=1");
        assertThat(first.path("status").asString()).isEqualTo("unknown");
        assertThat(before.header("ETag")).matches("\"\\d+\"");
    }

    @Test
    void the_detail_and_the_dependencies_show_what_is_around_a_service() {
        JsonNode detail = api.read(SERVICES + "/litellm-proxy");
        assertThat(detail.path("metrics").path("history")).hasSize(48);
        assertThat(detail.path("metrics").path("checks").asLong()).isPositive();
        assertThat(detail.path("metrics").path("p99_latency_ms").isNumber()).isTrue();
        assertThat(detail.path("dependencies").path("depends_on")).hasSize(3);
        assertThat(detail.path("description").asString()).isNotBlank();
        assertThat(detail.has("configuration")).isTrue();

        JsonNode around = api.read(SERVICES + "/litellm-proxy/dependencies");
        assertThat(around.path("depends_on").path(0).propertyNames()).containsExactly("name", "tier", "status");
        assertThat(around.path("graph").path("nodes").findValuesAsString("name"))
                .contains("litellm-proxy", "postgres", "token-infinity", "freshness-monitor");
        assertThat(around.path("graph").path("edges").findValuesAsString("from"))
                .contains("litellm-proxy");
        assertThat(around.path("blast_radius").path("services").findValuesAsString("name"))
                .contains("ai-gateway", "freshness-monitor")
                .doesNotContain("postgres");
        assertThat(api.read("/api/v1/metrics/services/redis")
                        .path("metrics")
                        .path("checks")
                        .asLong())
                .isPositive();
    }

    @Test
    void what_makes_no_sense_is_refused() {
        for (String path :
                List.of("/nobody", "/Not_A_Name", "/nobody/dependencies", "/redis?as_of=2020-01-01T00:00:00Z")) {
            Answer answer = api.get(SERVICES + path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.errorCode()).isEqualTo("SERVICE_NOT_FOUND");
        }
        for (String path : List.of(
                SERVICES + "/redis?as_of=yesterday",
                SERVICES + "/redis?version=0",
                SERVICES + "/redis?version=1&as_of=2020-01-01T00:00:00Z",
                "/api/v1/health/incidents?status=some",
                "/api/v1/health/incidents?limit=0",
                "/api/v1/health/incidents?cursor=x")) {
            Answer answer = api.get(path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("BAD_REQUEST");
        }
        assertThat(api.as(null).get(SERVICES).status()).isEqualTo(401);
    }

    @Test
    void a_changed_file_takes_effect_and_a_broken_one_is_refused_until_it_is_mended() throws IOException {
        try {
            Files.writeString(catalog, platform.replace("port: 8704", "port: 99999"));
            Waiting.until(
                    "the broken file is reported",
                    PATIENCE,
                    () -> api.get("/metrics").text(),
                    text -> text.lines()
                            .anyMatch(line -> line.startsWith("omni_catalog_refused{") && line.endsWith(" 1.0")));
            assertThat(api.read(SERVICES).path("services")).hasSize(37);

            String changed = platform.replace("port: 8704", "port: 8705")
                            .replaceAll("(?m)^  - \\{name: omi-bridge,.*\\n.*\\n", "")
                    + "  - {name: added, container: added, port: 1, tier: New, health: /, depends_on: [redis]}\n";
            Files.writeString(catalog, changed);
            JsonNode list = Waiting.until(
                    "the changed file has taken effect",
                    PATIENCE,
                    () -> api.read(SERVICES),
                    l -> !named(l, "added").isMissingNode()
                            && named(l, "added").path("status").asString().equals("healthy"));

            assertThat(named(list, "omi-bridge").isMissingNode()).isTrue();
            assertThat(named(list, "financial-crm").path("port").asInt()).isEqualTo(8705);
            assertThat(api.read("/health").path("services_total").asInt()).isEqualTo(37);
            assertThat(api.get(SERVICES + "/omi-bridge").status()).isEqualTo(404);
            assertThat(api.read(SERVICES + "/omi-bridge?as_of=" + Instant.now())
                            .path("retired_at")
                            .isString())
                    .isTrue();
        } finally {
            Files.writeString(catalog, platform);
            Waiting.until(
                    "the first catalogue is back",
                    PATIENCE,
                    () -> api.read(SERVICES),
                    l -> named(l, "added").isMissingNode()
                            && !named(l, "omi-bridge").isMissingNode());
        }
        List<String> types = new ArrayList<>();
        api.read(SERVICES + "/omi-bridge")
                .path("recent_events")
                .forEach(e -> types.add(e.path("type").asString()));
        assertThat(types).contains("service.registered", "service.retired");
    }

    private static void allHealthy() {
        Waiting.until(
                "every service is healthy",
                PATIENCE,
                () -> api.read(SERVICES).path("summary"),
                summary ->
                        summary.path("healthy").asInt() == summary.path("total").asInt()
                                && summary.path("total").asInt() == 37);
    }

    private static void fault(String service, String mode) {
        Answer answer = api.post("/sandbox/services/" + service + "/fault", "{\"mode\":\"" + mode + "\"}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private static String status(String service) {
        return named(api.read(SERVICES), service).path("status").asString("");
    }

    private static JsonNode named(JsonNode list, String name) {
        for (JsonNode service : list.path("services")) {
            if (service.path("name").asString().equals(name)) {
                return service;
            }
        }
        return Api.JSON.missingNode();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asString()));
        return texts;
    }
}

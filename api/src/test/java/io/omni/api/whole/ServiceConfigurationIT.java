package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Configuration and restarts in the sandbox. Each test has a service of its own. */
@ExtendWith(SharedOmni.class)
class ServiceConfigurationIT {
    private static final String CONFIG = "/api/v1/config";
    private static final String SERVICES = "/api/v1/services/";
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Test
    void a_restart_is_an_event_of_its_service(RunningOmni omni) {
        Api api = omni.api();

        assertThat(api.post(SERVICES + "container-manager/restart").status()).isEqualTo(200);

        JsonNode event = Waiting.until(
                "the restart is among the events",
                LONGEST,
                () -> api.read("/api/v1/events?type=service.restarted&service=container-manager")
                        .path("events")
                        .path(0),
                JsonNode::isObject);
        assertThat(event.path("subject").asString()).isEqualTo("container-manager");
    }

    @Test
    void a_change_waits_for_the_restart_that_applies_it(RunningOmni omni) {
        Api api = omni.api();
        String config = CONFIG + "/services/semantic-cache";

        Answer changed = api.patch(config, """
                {"environment": {"LITELLM_MODEL": "gpt-4o", "MAX_TOKENS": "8000"},
                 "resources": {"memory_limit": "4g", "cpu_limit": "2.0"}}""");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        assertThat(changed.json().path("pending_restart").asBoolean()).isTrue();
        assertThat(changed.json().path("environment").path("MAX_TOKENS").asString())
                .isEqualTo("8000");

        Answer restarted = api.post(SERVICES + "semantic-cache/restart");
        assertThat(restarted.status()).as(restarted.toString()).isEqualTo(200);
        assertThat(restarted.json().propertyNames())
                .contains("name", "status", "restarted_at", "duration_ms", "applied_configuration");
        assertThat(restarted
                        .json()
                        .path("applied_configuration")
                        .path("resources")
                        .path("memory_limit")
                        .asString())
                .isEqualTo("4g");
        assertThat(api.read(config).path("pending_restart").asBoolean()).isFalse();
        JsonNode detail = api.read(SERVICES + "semantic-cache").path("configuration");
        assertThat(detail.path("environment").path("LITELLM_MODEL").asString()).isEqualTo("gpt-4o");
        assertThat(detail.path("pending").asBoolean()).isFalse();
        assertThat(detail.path("drift").path("status").asString()).isEqualTo("none");
        assertThat(api.read(config + "?as_of=2020-01-01T00:00:00Z")
                        .path("version")
                        .asInt())
                .isZero();
    }

    @Test
    void a_patch_that_changes_nothing_leaves_no_trace(RunningOmni omni) {
        String config = CONFIG + "/services/omi-bridge";
        String patch = "{\"environment\": {\"A\": \"1\", \"A_SECRET\": \"s3cret-one\"}}";
        omni.api().patch(config, patch);

        Answer again = omni.api().patch(config, patch);

        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(omni.api().read(config + "/history").path("changes").size()).isEqualTo(1);
    }

    @Test
    void the_history_of_changes_comes_in_pages(RunningOmni omni) {
        String config = CONFIG + "/services/log-nexus";
        for (String value : List.of("1", "2", "3")) {
            omni.api().patch(config, "{\"environment\": {\"PAGED\": \"" + value + "\"}}");
        }

        JsonNode first = omni.api().read(config + "/history?limit=2&include=total");
        String cursor = first.path("next_cursor").asString();
        JsonNode second = omni.api().read(config + "/history?limit=2&cursor=" + cursor);

        assertThat(first.path("changes")
                        .valueStream()
                        .map(c -> c.at("/environment/PAGED").asString()))
                .containsExactly("3", "2");
        assertThat(first.path("total").asInt()).isEqualTo(3);
        assertThat(second.path("changes")
                        .valueStream()
                        .map(c -> c.at("/environment/PAGED").asString()))
                .containsExactly("1");
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(second.has("total")).isFalse();
        assertThat(omni.api().get(config + "/history?cursor=x").errorCode()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void of_two_patches_of_the_same_version_one_wins(RunningOmni omni) throws Exception {
        String config = CONFIG + "/services/financial-crm";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String patch = "{\"environment\": {\"A\": \"" + i + "\"}}";
                answers.add(threads.submit(
                        () -> omni.api().patch(config, patch, "\"0\"").status()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get(60, TimeUnit.SECONDS));
            }
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        }
    }

    @Test
    void a_service_is_restarted_once_at_a_time(RunningOmni omni) {
        Answer first = omni.api().post(SERVICES + "financial-invoicing/restart?wait=false");

        Answer second = omni.api().post(SERVICES + "financial-invoicing/restart");

        assertThat(first.status()).isEqualTo(202);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.errorCode()).isEqualTo("RESTART_IN_PROGRESS");
        JsonNode end = ended(omni.api(), first.header("Location"));
        assertThat(end.path("status").asString()).isEqualTo("restarted");
        assertThat(omni.api().get(first.header("Location")).header("ETag")).isNotEmpty();
    }

    @Test
    void a_container_that_ends_at_once_is_rolled_back(RunningOmni omni) {
        String config = CONFIG + "/services/freshness-monitor";
        omni.api().patch(config, "{\"environment\": {\"SANDBOX_EXIT_CODE\": \"3\"}}");

        Answer answer = omni.api().post(SERVICES + "freshness-monitor/restart");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("exit code 3", "rolled_back", "put back and is healthy");
        assertThat(omni.api().read(config).path("pending_restart").asBoolean()).isTrue();
        omni.api().patch(config, "{\"environment\": null}");
        assertThat(omni.api().read(config).path("pending_restart").asBoolean()).isFalse();
    }

    @Test
    void a_service_that_does_not_become_healthy_in_time_is_a_timeout(RunningOmni omni) {
        omni.api().post("/sandbox/services/financial-analytics/fault", "{\"mode\": \"down\"}");
        try {
            Answer answer = omni.api().post(SERVICES + "financial-analytics/restart?timeout_seconds=1");

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.errorCode()).isEqualTo("TIMEOUT");
        } finally {
            omni.api().post("/sandbox/services/financial-analytics/fault", "{\"mode\": \"none\"}");
        }
    }

    @Test
    void a_rolling_restart_takes_services_in_the_order_of_their_dependencies(RunningOmni omni) {
        String body = "{\"names\": [\"cryptographic-fortress\", \"security-nexus\"]}";
        JsonNode plan = omni.api().post(SERVICES + "restart?dry_run=true", body).json();
        assertThat(plan.path("services").valueStream().map(s -> s.path("name").asString()))
                .containsExactly("security-nexus", "cryptographic-fortress");

        Answer accepted = omni.api().post(SERVICES + "restart", body);

        assertThat(accepted.status()).isEqualTo(202);
        JsonNode end = ended(omni.api(), accepted.header("Location"));
        assertThat(end.path("status").asString()).as(end.toString()).isEqualTo("completed");
        assertThat(omni.api().get(accepted.header("Location")).header("ETag")).matches("\"[1-9][0-9]*\"");
        assertThat(end.path("services").valueStream().map(s -> s.path("status").asString()))
                .containsOnly("restarted");
    }

    @Test
    void what_breaks_a_rule_is_refused_without_repeating_a_value(RunningOmni omni) {
        String config = CONFIG + "/services/log-nexus";
        Answer broken = omni.api().patch(config, """
                {"environment": {"A=B": "x", "C\\nD": "y", "N": 7},
                 "resources": {"memory_limit": "4gb", "cpu_limit": "-1"}}""");
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.json().path("error").path("details").size()).isEqualTo(5);

        Answer large = omni.api().patch(config, "{\"environment\": {\"A\": \"" + "v".repeat(1_000_000) + "\"}}");
        assertThat(large.status()).isEqualTo(422);
        assertThat(large.text()).doesNotContain("vvvv");
        assertThat(omni.api()
                        .patch(config, "{\"environment\": {\"A\": \"" + "v".repeat(1 << 20) + "\"}}")
                        .status())
                .isEqualTo(413);
        assertThat(omni.api().patch(config, "{\"colour\": 1}").status()).isEqualTo(400);
        assertThat(omni.api().patch(CONFIG + "/services/nobody", "{}").errorCode())
                .isEqualTo("SERVICE_NOT_FOUND");
        assertThat(omni.api().post(SERVICES + "nobody/restart").errorCode()).isEqualTo("SERVICE_NOT_FOUND");
    }

    @Test
    void a_secret_is_found_nowhere(RunningOmni omni) throws IOException {
        String secret = "planted-" + System.nanoTime();
        Api api = omni.api();
        String config = CONFIG + "/services/authentication";
        try (LogCapture log = new LogCapture()) {
            Answer patched = api.patch(config, """
                    {"environment": {"DATABASE_URL": "postgres://u:%1$s@db/x", "AUTH_PASSWORD": "%1$s"}}""".formatted(secret));
            assertThat(patched.status()).isEqualTo(200);
            assertThat(api.post(SERVICES + "authentication/restart").status()).isEqualTo(200);
            // Once more, so that replacing one is looked at too.
            api.patch(config, "{\"environment\": {\"AUTH_PASSWORD\": \"%s-2\"}}".formatted(secret));
            assertThat(patched.text()).doesNotContain(secret);
            for (String path : List.of(
                    config,
                    config + "/history",
                    CONFIG,
                    SERVICES + "authentication",
                    "/api/v1/events?type=service.*&limit=200",
                    "/metrics",
                    "/sandbox/services")) {
                assertThat(api.get(path).text()).as(path).doesNotContain(secret);
            }
            assertThat(log.text()).doesNotContain(secret);
        }
        assertThat(tablesWith(omni.bean(DataSource.class), secret)).isEmpty();
        assertThat(filesWith(omni, secret)).isEmpty();
    }

    private static JsonNode ended(Api api, String location) {
        return Waiting.until(
                "it has ended",
                LONGEST,
                () -> api.read(location),
                r -> !r.path("ended_at").isNull());
    }

    /** Every table's rows as text, and their bytes as the text that they may be. */
    private static List<String> tablesWith(DataSource source, String secret) {
        JdbcTemplate jdbc = new JdbcTemplate(source);
        List<String> columns = jdbc.queryForList(
                "SELECT table_name || '|' || column_name || '|' || data_type FROM information_schema.columns"
                        + " WHERE table_schema = 'public'",
                String.class);
        assertThat(columns).isNotEmpty();
        byte[] wanted = secret.getBytes(StandardCharsets.UTF_8);
        return columns.stream()
                .filter(column -> {
                    String[] parts = column.split("\\|");
                    boolean isBinary = parts[2].equals("bytea");
                    String sql = "SELECT count(*) FROM \"" + parts[0] + "\" WHERE position(? in \"" + parts[1] + "\""
                            + (isBinary ? "" : "::text") + ") > 0";
                    Long found = jdbc.queryForObject(sql, Long.class, isBinary ? wanted : secret);
                    return found != null && found > 0;
                })
                .toList();
    }

    private static List<String> filesWith(RunningOmni omni, String secret) throws IOException {
        try (var files = Files.walk(omni.dataFolder().resolve("sandbox"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, secret))
                    .map(Object::toString)
                    .toList();
        }
    }

    private static boolean contains(Path file, String secret) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

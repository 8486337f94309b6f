package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.whole.Api.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Requests that are sent again because their answer was lost, as it is when the process dies between command and answer. */
@Timeout(120)
@ExtendWith(SharedOmni.class)
class RepeatedRequestsIT {
    private static final String STEP = "'steps':[{'name':'a','service':'token-infinity','action':'GET /health'}]";

    private final Api api;
    private final JdbcTemplate database;
    private String lastKey = "";

    RepeatedRequestsIT(RunningOmni omni) {
        this.api = omni.api();
        this.database = new JdbcTemplate(omni.bean(HikariDataSource.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/api/v1/workflows | {'name':'again'," + STEP + "} | workflow_id | workflow.created",
                "/api/v1/webhooks | {'url':'http://127.0.0.1:9/again','events':['service.retired']} | webhook_id | webhook.registered",
                "/api/v1/services/omi-bridge/restart | {} | name | service.restart_requested",
                "/api/v1/services/omi-bridge/restart?wait=false | {} | restart_id | service.restart_requested",
                "/api/v1/knowledge/refresh | {'sources':['wiki']} | refresh_id | knowledge.refresh.started",
                "/api/v1/services/restart | {'names':['ai-gateway']} | rolling_id | service.rolling_restart.started"
            })
    void what_was_made_is_found_again(String path, String body, String id, String event) {
        Answer first = Waiting.until(
                "nobody else restarts or refreshes",
                Duration.ofSeconds(60),
                () -> post(path, body, UUID.randomUUID().toString()),
                answer -> answer.status() != 409);
        assertThat(first.status()).as(first.toString()).isBetween(200, 202);
        assertThat(first.json().path(id).asString("")).isNotEmpty();
        long events = count(event);

        forgetAnswers();
        Answer again = post(path, body, lastKey);

        assertThat(again.status()).as(again.toString()).isEqualTo(first.status());
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.json().path(id)).isEqualTo(first.json().path(id));
        assertThat(count(event)).as("asked for once").isEqualTo(events);
    }

    @Test
    void an_execution_of_a_workflow_starts_once() {
        String workflow = api.post("/api/v1/workflows", json("{'name':'once'," + STEP + "}"))
                .header("Location");
        String key = UUID.randomUUID().toString();
        Answer first = post(workflow + "/execute", "{}", key);

        forgetAnswers();
        Answer again = post(workflow + "/execute", "{}", key);

        assertThat(again.header("Location")).isEqualTo(first.header("Location")).isNotEmpty();
        Answer executions =
                api.get(workflow + "/executions", Map.of("X-Consistency-Token", again.header("X-Consistency-Token")));
        assertThat(executions.json().path("executions")).hasSize(1);
    }

    private Answer post(String path, String body, String key) {
        lastKey = key;
        return api.send("POST", path, json(body), "Idempotency-Key", key);
    }

    /** As if the process had died before it could answer. */
    private void forgetAnswers() {
        database.update(
                "UPDATE idempotent_request SET status = NULL, headers = NULL, answer = NULL, holder = 0 WHERE status IS NOT NULL");
    }

    private long count(String event) {
        Long count = database.queryForObject(
                "SELECT count(*) FROM domain_event_json WHERE payload_type = ? AND meta_data ->> 'actor' = 'operator'",
                Long.class,
                event);
        return count == null ? 0 : count;
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}

package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.whole.Api.Answer;
import io.omni.command.metrics.MinuteMetrics;
import io.omni.query.metrics.MetricsQueries;
import io.omni.query.metrics.Totals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The knowledge layer's status and refreshes, and the platform's metrics, over HTTP. */
@ExtendWith(SharedOmni.class)
class KnowledgeAndMetricsIT {
    private static final String REFRESH = "/api/v1/knowledge/refresh";
    private static final String SUMMARY = "/api/v1/metrics/summary?period=last_24h";

    private final RunningOmni omni;
    private final Api api;

    KnowledgeAndMetricsIT(RunningOmni omni) {
        this.omni = omni;
        this.api = omni.api();
    }

    @Test
    void a_forced_refresh_ingests_every_source_builds_the_cache_anew_and_is_told_of() {
        Answer accepted = api.post(REFRESH, "{\"sources\":[\"all\"],\"force_reingest\":true,\"rebuild_cache\":true}");
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);

        JsonNode end = Waiting.until(
                "the refresh has ended",
                Workflows.LONGEST,
                () -> api.read(accepted.header("Location")),
                refresh -> !refresh.path("status").asString().equals("running"));

        assertThat(end.path("status").asString()).as("%s", end).isEqualTo("completed");
        assertThat(api.get(accepted.header("Location")).header("ETag")).matches("\"[1-9][0-9]*\"");
        assertThat(end.path("progress").findValuesAsString("source"))
                .contains("handbook", "code")
                .endsWith("semantic_cache");
        assertThat(end.path("progress").findValuesAsString("action")).doesNotContain("fresh");
    }

    @Test
    void sources_that_nobody_knows_are_refused_and_so_is_an_unknown_refresh() {
        assertThat(api.post(REFRESH, "{\"sources\":[\"nobody\"]}").errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(api.post(REFRESH, "{\"sources\":[]}").errorCode()).isEqualTo("VALIDATION_ERROR");
        Answer several = api.post(REFRESH, "{\"sources\":[\"all\",\"qdrant\",\"nobody\"],\"collections\":[\"\"]}");
        assertThat(several.status()).isEqualTo(422);
        assertThat(several.json().at("/error/details").findValuesAsString("field"))
                .containsExactlyInAnyOrder("collections", "sources", "sources[2]");
        assertThat(api.get(REFRESH + "/refresh_nobody").errorCode()).isEqualTo("REFRESH_NOT_FOUND");
    }

    @Test
    void a_component_that_does_not_answer_is_unhealthy_and_its_numbers_are_null() {
        api.post("/sandbox/services/freshness-monitor/fault", "{\"mode\":\"error\"}");
        try {
            JsonNode status = api.read("/api/v1/knowledge/status");

            assertThat(status.path("freshness").path("status").asString()).isEqualTo("unhealthy");
            assertThat(status.path("freshness").path("stale_sources").isNull()).isTrue();
            assertThat(status.path("qdrant").path("status").asString()).isEqualTo("healthy");
            assertThat(status.path("qdrant").path("total_points").asLong()).isPositive();
        } finally {
            api.post("/sandbox/services/freshness-monitor/fault", "{\"mode\":\"none\"}");
        }
    }

    @Test
    void what_two_nodes_counted_is_added_up_exactly_and_percentiles_are_right_to_one_in_a_hundred() {
        MinuteMetrics metrics = omni.bean(MinuteMetrics.class);
        MetricsQueries queries = omni.bean(MetricsQueries.class);
        Instant from = omni.bean(Clock.class).instant().minusSeconds(60);
        String kind = "known-" + System.nanoTime();
        // 1 ms to 2,000 ms; every other one belongs to another node.
        for (int ms = 1; ms <= 2_000; ms += 2) {
            metrics.count(kind, "here", Duration.ofMillis(ms).toNanos(), ms % 5 == 0);
            metrics.count(kind, "there", Duration.ofMillis(ms + 1).toNanos(), false);
        }
        metrics.write();
        JdbcTemplate jdbc = new JdbcTemplate(omni.bean("dataSource", HikariDataSource.class));
        jdbc.update(
                "UPDATE minute_metric SET name = 'here', source = 'another node' WHERE kind = ? AND name = 'there'",
                kind);

        Totals totals = queries.totals(kind, "here", from);

        assertThat(totals.count()).isEqualTo(2_000);
        assertThat(totals.errors()).isEqualTo(200);
        assertThat(totals.averageMs()).isEqualTo(1_000.5);
        assertThat(totals.p50Ms()).isCloseTo(1_000, Percentage.withPercentage(1));
        assertThat(totals.p99Ms()).isCloseTo(1_980, Percentage.withPercentage(1));
    }

    @Test
    void the_summary_counts_exactly_what_was_sent() {
        JsonNode before = api.read(SUMMARY);
        for (int i = 0; i < 25; i++) {
            api.get("/api/v1/workflows");
        }
        JsonNode after = api.read(SUMMARY);

        // The first summary counts too; the second is not over yet when it counts.
        assertThat(after.path("requests_total").asLong()
                        - before.path("requests_total").asLong())
                .isEqualTo(26);
        assertThat(after.path("errors_total").asLong())
                .isEqualTo(before.path("errors_total").asLong());
        assertThat(after.path("p99_latency_ms").asDouble()).isPositive();
        assertThat(api.get("/api/v1/metrics/summary?period=ever").errorCode()).isEqualTo("BAD_REQUEST");
    }
}

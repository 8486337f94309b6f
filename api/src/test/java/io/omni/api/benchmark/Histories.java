package io.omni.api.benchmark;

import io.omni.events.EventTypes;
import io.omni.events.id.Ids;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.KnowledgeSource;
import io.omni.events.pipeline.PipelineCompleted;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageStarted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Histories of pipelines that ran side by side, written into the event store as rows, past the command side. */
final class Histories {
    private static final int SIDE_BY_SIDE = 50;
    private static final int PAGE = 1_000;
    private static final String INSERT = """
            INSERT INTO domain_event (event_identifier, aggregate_type, aggregate_id, sequence_number, occurred_at,
                                      payload_type, payload_revision, payload, meta_data)
            VALUES (?, 'pipeline', ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final byte[] META_DATA =
            "{\"actor\":\"operator\",\"request_id\":\"benchmark\"}".getBytes(StandardCharsets.UTF_8);

    private final Product product;
    private final JsonMapper mapper;
    private final Instant began = Instant.parse("2026-01-01T00:00:00Z");

    Histories(Product product) {
        this.product = product;
        this.mapper = product.bean("eventMapper", JsonMapper.class);
    }

    /** Writes at least so many events: whole pipelines through eight stages, woven as they are when 50 run at a time. */
    int write(int atLeast) {
        int written = 0;
        while (written < atLeast) {
            List<Row> rows = woven(written);
            for (int from = 0; from < rows.size(); from += PAGE) {
                List<Row> page = rows.subList(from, Math.min(rows.size(), from + PAGE));
                product.jdbc().batchUpdate(INSERT, page, page.size(), (statement, row) -> {
                    statement.setString(1, Ids.next("evt"));
                    statement.setString(2, row.event.pipelineId().value());
                    statement.setLong(3, row.sequence);
                    statement.setString(4, row.at.toString());
                    statement.setString(
                            5,
                            EventTypes.byPayload(row.event.getClass())
                                    .orElseThrow()
                                    .wireName());
                    statement.setString(6, "1");
                    statement.setBytes(7, mapper.writeValueAsBytes(row.event));
                    statement.setBytes(8, META_DATA);
                });
            }
            written += rows.size();
        }
        return written;
    }

    /** Appends pausing and resuming to a running pipeline until it has so many events. */
    void lengthen(PipelineId id, int events) {
        product.jdbc().update("""
                INSERT INTO domain_event (event_identifier, aggregate_type, aggregate_id, sequence_number, occurred_at,
                                          payload_type, payload_revision, payload, meta_data)
                SELECT 'evt_' || replace(gen_random_uuid()::text, '-', ''), 'pipeline', last.aggregate_id, n, last.occurred_at,
                       CASE WHEN (n - last.sequence_number) % 2 = 1 THEN 'pipeline.paused' ELSE 'pipeline.resumed' END,
                       '1', convert_to('{"pipeline_id":"' || last.aggregate_id || '"}', 'UTF8'), last.meta_data
                FROM (SELECT * FROM domain_event WHERE aggregate_id = ? ORDER BY sequence_number DESC LIMIT 1) AS last,
                     generate_series(last.sequence_number + 1, ? - 1) AS n
                """, id.value(), events);
    }

    private List<Row> woven(int before) {
        List<List<PipelineEvent>> histories = new ArrayList<>();
        for (int i = 0; i < SIDE_BY_SIDE; i++) {
            histories.add(history(PipelineId.next()));
        }
        List<Row> rows = new ArrayList<>();
        for (int step = 0; step < histories.getFirst().size(); step++) {
            for (List<PipelineEvent> history : histories) {
                rows.add(new Row(history.get(step), step, began.plusMillis(10L * (before + rows.size()))));
            }
        }
        return rows;
    }

    private static List<PipelineEvent> history(PipelineId id) {
        List<PipelineEvent> events = new ArrayList<>();
        PipelineConfig config = new PipelineConfig(
                null,
                null,
                new RepositoryUrl("https://git.example/team/billing.git"),
                new BranchName("main"),
                3,
                QualityGate.STANDARD,
                null);
        events.add(new PipelineStarted(
                id,
                "The payments of a split invoice must add up to its total",
                List.of(Stage.values()),
                config,
                new PipelineContext(List.of(KnowledgeSource.values()), 16_000)));
        for (Stage stage : Stage.values()) {
            events.add(new StageStarted(id, stage, 1, 1));
            events.add(new StageCompleted(
                    id,
                    stage,
                    1,
                    1,
                    Map.of("files", 3, "summary", "14 files in 3 languages"),
                    List.of(ArtifactRef.of("report.json", "application/json", 1200, "ab".repeat(32))),
                    List.of(Check.atMost("size", Check.Severity.ERROR, 12, 100, "bytes", "the patch is small"))));
        }
        events.add(new PipelineCompleted(id, 1));
        return events;
    }

    private record Row(PipelineEvent event, long sequence, Instant at) {}
}

package io.omni.projection.pipeline;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.PipelineCompleted;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageStarted;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * Measures how many events a second the projection takes when it is replayed on a durable PostgreSQL, with the events of several
 * pipelines woven as they are when that many run side by side.
 */
final class PipelineReplayBenchmark {
    private static final int BATCH = 500;
    private static final int PIPELINES = 6000;

    private PipelineReplayBenchmark() {}

    /** Prints events a second for each number of pipelines side by side. */
    public static void main(String[] args) throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            HikariConfig config = new HikariConfig();
            config.setDataSource(postgres.getPostgresDatabase());
            config.setMaximumPoolSize(2);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                Replay.migrate(pool);
                run(new Replay(pool), 10, "warm-up");
                for (int sideBySide : new int[] {1, 10, 50, 200}) {
                    run(new Replay(pool), sideBySide, sideBySide + " side by side");
                }
            }
        }
    }

    private static void run(Replay replay, int sideBySide, String name) {
        List<TrackedEventMessage<?>> log = woven(replay, sideBySide);
        long start = System.nanoTime();
        for (int from = 0; from < log.size(); from += BATCH) {
            replay.batch(log.subList(from, Math.min(log.size(), from + BATCH)));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("%-20s %,d events, %,.0f events/s%n", name, log.size(), log.size() * 1e9 / took.toNanos());
    }

    private static List<TrackedEventMessage<?>> woven(Replay replay, int sideBySide) {
        List<TrackedEventMessage<?>> log = new ArrayList<>();
        for (int group = 0; group < PIPELINES / sideBySide; group++) {
            List<List<PipelineEvent>> histories = new ArrayList<>();
            for (int i = 0; i < sideBySide; i++) {
                histories.add(history(PipelineId.next()));
            }
            for (int step = 0; step < histories.getFirst().size(); step++) {
                for (List<PipelineEvent> history : histories) {
                    log.add(replay.stored(history.get(step), step, Instant.EPOCH.plusSeconds(log.size())));
                }
            }
        }
        return log;
    }

    private static List<PipelineEvent> history(PipelineId id) {
        List<PipelineEvent> events = new ArrayList<>();
        events.add(PipelineProjectionTest.startedWith(id, List.of(Stage.values())));
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
}

package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.pipeline.PausePipeline;
import io.omni.command.pipeline.PipelineReader;
import io.omni.command.pipeline.ResumePipeline;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import io.omni.query.pipeline.PipelineQueries;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Snapshots are taken of what lies in the cache, and hold what the events add up to. */
@ExtendWith(SharedOmni.class)
@Timeout(120)
class SnapshotIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final RunningOmni omni;
    private final CommandDispatcher commands;

    SnapshotIT(RunningOmni omni) {
        this.omni = omni;
        this.commands = omni.bean(CommandDispatcher.class);
    }

    @Test
    void a_pipeline_read_from_its_snapshot_is_what_its_events_add_up_to() {
        BareRepository repository =
                BareRepository.copyOf(omni.sample(), omni.dataFolder().resolve("snapshot.git"));
        PipelineId id = new PipelineId(omni.api().startSample(repository.url(), "main"));
        for (int i = 0; i < 60; i++) {
            commands.send(new PausePipeline(id), Map.of());
            commands.send(new ResumePipeline(id), Map.of());
        }
        omni.api().post(Api.PIPELINES + "/" + id + "/cancel?force=true");
        omni.api().ended(id.value(), LONGEST);
        Store store = new Store(omni.bean("processingDataSource", HikariDataSource.class));
        long snapshot = Waiting.until(
                "there is a snapshot",
                LONGEST,
                () -> store.number("SELECT coalesce(max(sequence_number), 0) FROM snapshot_event WHERE aggregate_id = '"
                        + id + "'"),
                n -> n > 0);

        PipelineState fromSnapshot = omni.bean(PipelineReader.class).stored(id).orElseThrow();
        PipelineState fromEvents = omni.bean(PipelineQueries.class).latest(id).orElseThrow();

        assertThat(snapshot).isGreaterThanOrEqualTo(99).isLessThan(fromEvents.version());
        assertThat(fromSnapshot).isEqualTo(fromEvents);
    }
}

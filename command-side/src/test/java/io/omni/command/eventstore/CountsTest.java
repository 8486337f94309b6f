package io.omni.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omni.command.Refusal;
import io.omni.command.pipeline.PausePipeline;
import io.omni.command.pipeline.ResumePipeline;
import io.omni.events.pipeline.PipelineId;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.NoCache;
import org.junit.jupiter.api.Test;

class CountsTest {
    private static final PipelineId PIPELINE = PipelineId.next();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void commands_are_counted_by_type_and_outcome() {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.subscribe(PausePipeline.class.getName(), _ -> true);
        bus.subscribe(ResumePipeline.class.getName(), _ -> {
            throw new Refusal("PIPELINE_NOT_PAUSED", "it is not paused");
        });
        CommandDispatcher commands = new CommandDispatcher(bus, NoCache.INSTANCE, new CommandCounts(meters));

        commands.send(new PausePipeline(PIPELINE), Map.of());
        commands.send(new PausePipeline(PIPELINE), Map.of());
        assertThatThrownBy(() -> commands.send(new ResumePipeline(PIPELINE), Map.of()))
                .isInstanceOf(Refusal.class);

        assertThat(sent("PausePipeline", "changed")).isEqualTo(2);
        assertThat(sent("PausePipeline", "refused")).isZero();
        assertThat(sent("ResumePipeline", "refused")).isEqualTo(1);
    }

    @Test
    void a_store_that_is_away_counts_as_unavailable_and_a_fault_as_failed() {
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.subscribe(PausePipeline.class.getName(), _ -> {
            throw new StoreUnavailable("away", null);
        });
        bus.subscribe(ResumePipeline.class.getName(), _ -> {
            throw new IllegalStateException("a bug");
        });
        CommandDispatcher commands = new CommandDispatcher(bus, NoCache.INSTANCE, new CommandCounts(meters));

        assertThatThrownBy(() -> commands.send(new PausePipeline(PIPELINE), Map.of()))
                .isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> commands.send(new ResumePipeline(PIPELINE), Map.of()))
                .isInstanceOf(IllegalStateException.class);

        assertThat(sent("PausePipeline", "unavailable")).isEqualTo(1);
        assertThat(sent("ResumePipeline", "failed")).isEqualTo(1);
    }

    @Test
    void appended_events_are_counted_by_type() {
        AppendCounts counts = new AppendCounts(meters);

        counts.count(List.of(row("pipeline.started"), row("pipeline.stage.started")));
        counts.count(List.of(row("pipeline.started")));

        assertThat(meters.get("omni.events.appended")
                        .tag("type", "pipeline.started")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    private double sent(String type, String outcome) {
        return meters.get("omni.commands")
                .tag("type", type)
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static EventRow row(String type) {
        return new EventRow("e", "Pipeline", "p", 0, "2025-01-15T10:30:00Z", type, null, new byte[0], new byte[0]);
    }
}

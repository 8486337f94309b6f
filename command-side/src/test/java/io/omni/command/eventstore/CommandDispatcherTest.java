package io.omni.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.omni.command.Refusal;
import io.omni.command.pipeline.PausePipeline;
import io.omni.events.pipeline.PipelineId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

class CommandDispatcherTest {
    private static final PausePipeline COMMAND = new PausePipeline(PipelineId.next());

    private final SimpleCommandBus bus = SimpleCommandBus.builder().build();
    private final AggregateCache aggregates = new AggregateCache(10);
    private final CommandDispatcher commands =
            new CommandDispatcher(bus, aggregates, new CommandCounts(new SimpleMeterRegistry()));
    private final AtomicInteger handled = new AtomicInteger();

    @Test
    void a_conflict_with_another_writer_is_tried_again() {
        bus.subscribe(PausePipeline.class.getName(), _ -> {
            if (handled.incrementAndGet() < 3) {
                throw new ConcurrencyException("another node was faster");
            }
            return true;
        });

        assertThat(commands.send(COMMAND, Map.of())).isTrue();
        assertThat(handled).hasValue(3);
    }

    @Test
    void conflicts_without_end_are_refused() {
        bus.subscribe(PausePipeline.class.getName(), _ -> {
            throw new ConcurrencyException("another node was faster");
        });

        assertThatThrownBy(() -> commands.send(COMMAND, Map.of()))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("CONFLICT"));
    }

    @Test
    void a_refusal_that_may_rest_on_a_stale_aggregate_is_asked_for_twice() {
        aggregates.put(COMMAND.aggregateId(), "as this node last saw it");
        bus.subscribe(PausePipeline.class.getName(), _ -> {
            if (handled.incrementAndGet() == 1) {
                throw new Refusal("PIPELINE_NOT_RUNNING", "it has ended");
            }
            return true;
        });

        assertThat(commands.send(COMMAND, Map.of())).isTrue();
    }

    @Test
    void a_refusal_that_rests_on_the_store_is_believed_at_once() {
        bus.subscribe(PausePipeline.class.getName(), _ -> {
            handled.incrementAndGet();
            throw new Refusal("PIPELINE_NOT_RUNNING", "it has ended");
        });

        assertThatThrownBy(() -> commands.send(COMMAND, Map.of())).isInstanceOf(Refusal.class);
        assertThat(handled).hasValue(1);
    }

    @Test
    void a_store_that_is_away_is_said_to_be_away() {
        bus.subscribe(PausePipeline.class.getName(), _ -> {
            throw new StoreUnavailable("away", null);
        });

        assertThatThrownBy(() -> commands.send(COMMAND, Map.of())).isInstanceOf(StoreUnavailable.class);
    }
}

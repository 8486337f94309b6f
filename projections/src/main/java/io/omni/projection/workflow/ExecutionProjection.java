package io.omni.projection.workflow;

import io.omni.events.workflow.ExecutionEvent;
import io.omni.events.workflow.ExecutionState;
import io.omni.projection.folding.FoldedRows;
import io.omni.projection.folding.Folding;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/** Keeps {@code execution_view} at what each execution's events add up to. */
@Component
@ProcessingGroup(ExecutionProjection.NAME)
public class ExecutionProjection {
    /** The name of its event processor. */
    public static final String NAME = "executions";

    private final FoldedRows<ExecutionEvent, ExecutionState> rows;

    ExecutionProjection(ExecutionViewTable table) {
        this.rows = new FoldedRows<>(
                NAME,
                new Folding<>(event -> event.executionId().value(), ExecutionState::evolve, ExecutionState::version),
                table);
    }

    /**
     * Takes one event into the batch.
     *
     * @param event what happened
     * @param at when
     * @param sequence its place among the execution's events, from 0
     * @param token its place among all events
     */
    @EventHandler
    void on(ExecutionEvent event, @Timestamp Instant at, @SequenceNumber long sequence, TrackingToken token) {
        long position = token.position()
                .orElseThrow(() -> new IllegalStateException("the event store gives every event a position"));
        rows.add(event, at, sequence, position);
    }
}

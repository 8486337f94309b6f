package io.omni.projection.workflow;

import io.omni.events.workflow.WorkflowEvent;
import io.omni.events.workflow.WorkflowState;
import io.omni.projection.folding.FoldedRows;
import io.omni.projection.folding.Folding;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/** Keeps {@code workflow_view} at what each workflow's events add up to. */
@Component
@ProcessingGroup(WorkflowProjection.NAME)
public class WorkflowProjection {
    /** The name of its event processor. */
    public static final String NAME = "workflows";

    private final FoldedRows<WorkflowEvent, WorkflowState> rows;

    WorkflowProjection(WorkflowViewTable table) {
        this.rows = new FoldedRows<>(
                NAME,
                new Folding<>(event -> event.workflowId().value(), WorkflowState::evolve, WorkflowState::version),
                table);
    }

    /**
     * Takes one event into the batch.
     *
     * @param event what happened
     * @param at when
     * @param sequence its place among the workflow's events, from 0
     * @param token its place among all events
     */
    @EventHandler
    void on(WorkflowEvent event, @Timestamp Instant at, @SequenceNumber long sequence, TrackingToken token) {
        long position = token.position()
                .orElseThrow(() -> new IllegalStateException("the event store gives every event a position"));
        rows.add(event, at, sequence, position);
    }
}

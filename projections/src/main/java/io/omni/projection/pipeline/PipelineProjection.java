package io.omni.projection.pipeline;

import io.omni.events.pipeline.PipelineEvent;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code pipeline_view} at what each pipeline's events add up to. It gathers the events of a processor's batch and writes
 * them when the batch is about to commit: one read and one write a batch, in the transaction that advances the position.
 */
@Component
@ProcessingGroup(PipelineProjection.NAME)
public class PipelineProjection {
    /** The name of its event processor. */
    public static final String NAME = "pipelines";

    private static final String BATCH = PipelineProjection.class.getName() + ".batch";

    private final PipelineViewTable table;
    private final RecentRows recent = new RecentRows();

    PipelineProjection(PipelineViewTable table) {
        this.table = table;
    }

    /**
     * Takes one event into the batch.
     *
     * @param event what happened
     * @param at when
     * @param sequence its place among the pipeline's events, from 0
     * @param token its place among all events
     */
    @EventHandler
    void on(PipelineEvent event, @Timestamp Instant at, @SequenceNumber long sequence, TrackingToken token) {
        long position = token.position()
                .orElseThrow(() -> new IllegalStateException("the event store gives every event a position"));
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        batch.<PipelineBatch>getOrComputeResource(BATCH, _ -> begin(batch)).add(event, at, sequence + 1, position);
    }

    private PipelineBatch begin(UnitOfWork<?> unitOfWork) {
        PipelineBatch batch = new PipelineBatch();
        unitOfWork.onPrepareCommit(_ -> {
            List<PipelineViewRow> changed = batch.writeTo(table, recent);
            unitOfWork.afterCommit(_ -> recent.keep(changed));
        });
        return batch;
    }
}

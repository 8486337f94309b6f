package io.omni.projection.pipeline;

import io.omni.events.pipeline.PipelineEvent;
import io.omni.projection.deadletter.DeadLetterBox;
import io.omni.projection.deadletter.DeadLetters;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.annotation.Autowired;
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
    private final DeadLetterBox letters;
    private final RecentRows recent = new RecentRows();

    /** The live one. */
    @Autowired
    PipelineProjection(PipelineViewTable table, DeadLetters letters) {
        this(table, letters.live(NAME));
    }

    PipelineProjection(PipelineViewTable table, DeadLetterBox letters) {
        this.table = table;
        this.letters = letters;
    }

    /**
     * Takes one event into the batch.
     *
     * @param event what happened
     * @param at when
     * @param eventId names it
     * @param sequence its place among the pipeline's events, from 0
     * @param token its place among all events
     */
    @EventHandler
    void on(
            PipelineEvent event,
            @Timestamp Instant at,
            @MessageIdentifier String eventId,
            @SequenceNumber long sequence,
            TrackingToken token) {
        long position = token.position()
                .orElseThrow(() -> new IllegalStateException("the event store gives every event a position"));
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        batch.<PipelineBatch>getOrComputeResource(BATCH, _ -> begin(batch))
                .add(event, at, eventId, sequence + 1, position);
    }

    private PipelineBatch begin(UnitOfWork<?> unitOfWork) {
        PipelineBatch batch = new PipelineBatch();
        unitOfWork.onPrepareCommit(_ -> {
            List<PipelineViewRow> changed = batch.writeTo(table, recent, letters);
            unitOfWork.afterCommit(_ -> recent.keep(changed));
        });
        return batch;
    }
}

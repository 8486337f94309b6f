package io.omni.projection.replay;

import io.omni.projection.deadletter.DeadLetterBox;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;

/**
 * Gives a projection's handler the events of the store, page by page, within the running transaction. For one replay, or the part of
 * one that this node works on; it is thrown away when anything goes wrong, because the handler may remember what was rolled back.
 */
final class Replay {
    private final EventStorageEngine events;
    private final AnnotationEventHandlerAdapter handler;

    Replay(ReplayableProjection projection, DeadLetterBox letters, EventStorageEngine events) {
        this.events = events;
        this.handler = new AnnotationEventHandlerAdapter(projection.handler().apply(letters));
    }

    /** Handles the event at this position alone. */
    void one(long position) {
        try (Stream<? extends TrackedEventMessage<?>> read =
                events.readEvents(new GlobalSequenceTrackingToken(position - 1), false)) {
            handle(read.limit(1).toList());
        }
    }

    /**
     * Handles the next page.
     *
     * @param after the position of the last event that was handled
     * @return the position of the last event of the page; {@code after} when there is none
     */
    long page(long after) {
        List<? extends TrackedEventMessage<?>> page;
        try (Stream<? extends TrackedEventMessage<?>> read =
                events.readEvents(new GlobalSequenceTrackingToken(after), false)) {
            page = read.toList();
        }
        if (page.isEmpty()) {
            return after;
        }
        handle(page);
        return page.getLast()
                .trackingToken()
                .position()
                .orElseThrow(() -> new IllegalStateException("the event store gives every event a position"));
    }

    private void handle(List<? extends TrackedEventMessage<?>> page) {
        BatchingUnitOfWork<TrackedEventMessage<?>> batch = new BatchingUnitOfWork<>(List.copyOf(page));
        ResultMessage<?> result = batch.executeWithResult(() -> handler.handle(batch.getMessage()));
        if (result.isExceptional()) {
            throw new IllegalStateException(
                    "a projection could not handle its events again: "
                            + result.exceptionResult().getMessage(),
                    result.exceptionResult());
        }
    }
}

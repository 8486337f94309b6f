package io.omni.query.pipeline;

import io.omni.events.EventType;
import io.omni.events.EventTypes;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads pipelines' histories from the event store. */
@Component
class PipelineHistory {
    private static final String ACTOR = "actor";
    private static final String TRACE_ID = "trace_id";

    private final EventStore eventStore;

    PipelineHistory(EventStore eventStore) {
        this.eventStore = eventStore;
    }

    /** Every event of a pipeline, in order; empty when there is no such pipeline. */
    List<RecordedEvent> of(PipelineId id) {
        List<RecordedEvent> history = new ArrayList<>();
        // From 0 on, because without a first sequence number the store answers with the newest snapshot instead.
        DomainEventStream stream = eventStore.readEvents(id.value(), 0);
        while (stream.hasNext()) {
            history.add(recorded(stream.next()));
        }
        return history;
    }

    /** What events add up to; null when there are none. */
    static @Nullable PipelineState fold(List<RecordedEvent> events) {
        PipelineState state = null;
        for (RecordedEvent recorded : events) {
            state = PipelineState.evolve(state, recorded.event(), recorded.occurredAt());
        }
        return state;
    }

    private static RecordedEvent recorded(DomainEventMessage<?> message) {
        if (!(message.getPayload() instanceof PipelineEvent event)) {
            throw new IllegalStateException(
                    "the history of a pipeline holds an event of type " + message.getPayloadType());
        }
        EventType type = EventTypes.byPayload(event.getClass())
                .orElseThrow(() -> new IllegalStateException("an event without a wire name: " + event.getClass()));
        return new RecordedEvent(
                message.getIdentifier(),
                message.getSequenceNumber(),
                type.wireName(),
                type.revision(),
                message.getTimestamp(),
                (String) message.getMetaData().get(ACTOR),
                (String) message.getMetaData().get(TRACE_ID),
                event);
    }
}

package io.omni.query.content.insight;

import io.omni.events.EventType;
import io.omni.events.EventTypes;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Reads the histories of the content pipeline's aggregates from the event store. */
@Component
class ContentHistory {
    private static final String ACTOR = "actor";
    private static final String TRACE_ID = "trace_id";

    private final EventStore eventStore;

    ContentHistory(EventStore eventStore) {
        this.eventStore = eventStore;
    }

    /** Every event of an aggregate, in order; empty when there is none. */
    List<RecordedContentEvent> of(String aggregateId) {
        List<RecordedContentEvent> history = new ArrayList<>();
        // From 0 on, because without a first sequence number the store answers with the newest snapshot instead.
        DomainEventStream stream = eventStore.readEvents(aggregateId, 0);
        while (stream.hasNext()) {
            history.add(recorded(stream.next()));
        }
        return history;
    }

    private static RecordedContentEvent recorded(DomainEventMessage<?> message) {
        EventType type = EventTypes.byPayload(message.getPayloadType())
                .orElseThrow(
                        () -> new IllegalStateException("an event without a wire name: " + message.getPayloadType()));
        return new RecordedContentEvent(
                message.getIdentifier(),
                type.wireName(),
                message.getTimestamp(),
                (String) message.getMetaData().get(ACTOR),
                (String) message.getMetaData().get(TRACE_ID),
                message.getPayload());
    }
}

package io.omni.query.service;

import io.omni.events.EventType;
import io.omni.events.EventTypes;
import io.omni.events.service.ServiceEvent;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceState;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads services' histories from the event store. */
@Component
class ServiceHistory {
    private static final String ACTOR = "actor";

    private final EventStore eventStore;

    ServiceHistory(EventStore eventStore) {
        this.eventStore = eventStore;
    }

    /**
     * A service's events in order; empty when there is no such service.
     *
     * @param from the sequence of the first one
     */
    List<RecordedServiceEvent> of(ServiceName service, long from) {
        List<RecordedServiceEvent> history = new ArrayList<>();
        DomainEventStream stream = eventStore.readEvents(service.value(), from);
        while (stream.hasNext()) {
            history.add(recorded(stream.next()));
        }
        return history;
    }

    /** What events add up to; null when there are none. */
    static @Nullable ServiceState fold(List<RecordedServiceEvent> events) {
        ServiceState state = null;
        for (RecordedServiceEvent recorded : events) {
            state = ServiceState.evolve(state, recorded.event(), recorded.occurredAt());
        }
        return state;
    }

    private static RecordedServiceEvent recorded(DomainEventMessage<?> message) {
        if (!(message.getPayload() instanceof ServiceEvent event)) {
            throw new IllegalStateException(
                    "the history of a service holds an event of type " + message.getPayloadType());
        }
        EventType type = EventTypes.byPayload(event.getClass())
                .orElseThrow(() -> new IllegalStateException("an event without a wire name: " + event.getClass()));
        return new RecordedServiceEvent(
                message.getIdentifier(),
                message.getSequenceNumber(),
                type.wireName(),
                message.getTimestamp(),
                (String) message.getMetaData().get(ACTOR),
                event);
    }
}

package io.omni.api.observability;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether the event store can be read. */
@Component
@Order(2)
class EventStoreCheck implements ReadinessCheck {
    private final EventStore events;

    EventStoreCheck(EventStore events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "event_store";
    }

    @Override
    public Result check() {
        events.createHeadToken();
        return Result.ok();
    }
}

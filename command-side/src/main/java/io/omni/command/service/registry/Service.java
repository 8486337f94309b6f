package io.omni.command.service.registry;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.service.ServiceDefinition;
import io.omni.events.service.ServiceEvent;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceState;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A managed service as an aggregate: its state is the fold of its events, its decisions are {@link ServiceDecider}'s. */
@AggregateRoot(type = "service")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Service {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable ServiceState state;

    /** For the repository, which then replays the events. */
    Service() {}

    Service(ServiceName name) {
        this.id = name.value();
    }

    void declare(ServiceName name, ServiceDefinition definition) {
        ServiceDecider.declare(state, name, definition).forEach(AggregateLifecycle::apply);
    }

    void retire() {
        ServiceDecider.retire(state).forEach(AggregateLifecycle::apply);
    }

    /** Decides on a command and applies what it changes; whether anything changed. */
    boolean decide(ServiceCommand command) {
        List<ServiceEvent> events = state == null ? List.of() : ServiceDecider.decide(state, command);
        events.forEach(AggregateLifecycle::apply);
        return !events.isEmpty();
    }

    @EventSourcingHandler
    void evolve(ServiceEvent event, @Timestamp Instant at) {
        id = event.service().value();
        state = ServiceState.evolve(state, event, at);
    }
}

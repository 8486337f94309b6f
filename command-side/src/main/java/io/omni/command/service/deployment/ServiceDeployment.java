package io.omni.command.service.deployment;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.service.deployment.DeploymentId;
import io.omni.events.service.deployment.ServiceDeploymentEvent;
import io.omni.events.service.deployment.ServiceDeploymentState;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A service's deployment as an aggregate: its state is the fold of its events, its decisions are {@link DeploymentDecider}'s. */
@AggregateRoot(type = "service_deployment")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class ServiceDeployment {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable ServiceDeploymentState state;

    /** For the repository, which then replays the events. */
    ServiceDeployment() {}

    ServiceDeployment(String service) {
        this.id = DeploymentId.of(service).value();
    }

    /** Decides on a command and applies what it changes; whether anything changed. */
    boolean decide(DeploymentCommand command, Instant now) {
        ServiceDeploymentState before = state == null ? ServiceDeploymentState.untouched(command.service()) : state;
        Optional<ServiceDeploymentEvent> event = DeploymentDecider.decide(before, command, now);
        event.ifPresent(AggregateLifecycle::apply);
        return event.isPresent();
    }

    @Nullable
    ServiceDeploymentState state() {
        return state;
    }

    @EventSourcingHandler
    void evolve(ServiceDeploymentEvent event, @Timestamp Instant at) {
        id = DeploymentId.of(event.service()).value();
        state = ServiceDeploymentState.evolve(state, event, at);
    }
}

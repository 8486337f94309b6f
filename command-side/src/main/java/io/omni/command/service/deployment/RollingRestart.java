package io.omni.command.service.deployment;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.service.deployment.RollingRestartCompleted;
import io.omni.events.service.deployment.RollingRestartEvent;
import io.omni.events.service.deployment.RollingRestartFailed;
import io.omni.events.service.deployment.RollingRestartProgressed;
import io.omni.events.service.deployment.RollingRestartStarted;
import io.omni.events.service.deployment.RollingRestartState;
import java.time.Instant;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A rolling restart as an aggregate. A report on what is reported already, or after the end, changes nothing. */
@AggregateRoot(type = "rolling_restart")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class RollingRestart {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable RollingRestartState state;

    /** For the repository, which then replays the events. */
    RollingRestart() {}

    static RollingRestart start(StartRollingRestart c) {
        RollingRestart rolling = new RollingRestart();
        AggregateLifecycle.apply(new RollingRestartStarted(
                c.rollingId(),
                c.requested(),
                c.includeDependents(),
                c.services(),
                c.healthTimeout().toMillis()));
        return rolling;
    }

    boolean decide(RollingCommand command) {
        RollingRestartState now = state();
        RollingRestartEvent event = switch (command) {
            case StartRollingRestart _ -> null;
            case ReportRollingProgress c ->
                now.done().containsKey(c.service())
                        ? null
                        : new RollingRestartProgressed(c.rollingId(), c.service(), c.restartId());
            case ReportRollingCompleted c -> new RollingRestartCompleted(c.rollingId());
            case ReportRollingFailed c -> new RollingRestartFailed(c.rollingId(), c.service(), c.problem());
        };
        if (event == null || now.isEnded()) {
            return false;
        }
        AggregateLifecycle.apply(event);
        return true;
    }

    RollingRestartState state() {
        if (state == null) {
            throw new IllegalStateException("a rolling restart's history begins with its start");
        }
        return state;
    }

    @EventSourcingHandler
    void evolve(RollingRestartEvent event, @Timestamp Instant at) {
        id = event.rollingId();
        state = RollingRestartState.evolve(state, event, at);
    }
}

package io.omni.command.run;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.run.RunEvent;
import io.omni.events.run.RunStalled;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** One time that a run stood still. Its id is derived, so the store's unique key lets it in once, on any number of nodes. */
@AggregateRoot(type = "run_stall")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Stall {
    @AggregateIdentifier
    private @Nullable String id;

    private boolean reported;

    /** For the repository, which then replays the events. */
    Stall() {}

    Stall(String id) {
        this.id = id;
    }

    boolean report(ReportStall c) {
        if (reported) {
            return false;
        }
        AggregateLifecycle.apply(new RunStalled(c.stallId(), c.kind(), c.runId(), c.task(), c.since()));
        return true;
    }

    @EventSourcingHandler
    void evolve(RunEvent event) {
        id = event.stallId();
        reported = switch (event) {
            case RunStalled _ -> true;
        };
    }
}

package io.omni.command.knowledge.refresh;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.knowledge.KnowledgeRefreshed;
import io.omni.events.knowledge.RefreshEvent;
import io.omni.events.knowledge.RefreshPlanned;
import io.omni.events.knowledge.RefreshStarted;
import io.omni.events.knowledge.RefreshState;
import io.omni.events.knowledge.SourceRefreshFailed;
import io.omni.events.knowledge.SourceRefreshed;
import io.omni.events.pipeline.Problem;
import java.time.Instant;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A refresh of the knowledge layer as an aggregate. */
@AggregateRoot(type = "knowledge_refresh")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Refresh {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable RefreshState state;

    /** For the repository, which then replays the events. */
    Refresh() {}

    static Refresh start(StartRefresh c) {
        Refresh refresh = new Refresh();
        AggregateLifecycle.apply(
                new RefreshStarted(c.refreshId(), c.sources(), c.forceReingest(), c.rebuildCache(), c.collections()));
        return refresh;
    }

    boolean plan(PlanRefresh c) {
        if (state().isEnded() || state().planned() != null) {
            return false;
        }
        AggregateLifecycle.apply(new RefreshPlanned(c.refreshId(), c.sources()));
        return true;
    }

    boolean report(ReportSource c) {
        if (state().isEnded() || state().isSettled(c.source())) {
            return false;
        }
        Problem problem = c.problem();
        AggregateLifecycle.apply(
                problem == null
                        ? new SourceRefreshed(c.refreshId(), c.source(), c.action() == null ? "fresh" : c.action())
                        : new SourceRefreshFailed(c.refreshId(), c.source(), problem));
        return true;
    }

    boolean end() {
        if (state().isEnded()) {
            return false;
        }
        int failed = (int) state().progress().values().stream()
                .filter(progress -> progress.status().equals("failed"))
                .count();
        AggregateLifecycle.apply(
                new KnowledgeRefreshed(state().refreshId(), state().progress().size() - failed, failed));
        return true;
    }

    RefreshState state() {
        if (state == null) {
            throw new IllegalStateException("a refresh's history begins with knowledge.refresh.started");
        }
        return state;
    }

    @EventSourcingHandler
    void evolve(RefreshEvent event, @Timestamp Instant at) {
        id = event.refreshId().value();
        state = RefreshState.evolve(state, event, at);
    }
}

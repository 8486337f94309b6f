package io.omni.command.knowledge.refresh;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.command.Refusal;
import io.omni.events.knowledge.KnowledgeLayerEvent;
import io.omni.events.knowledge.RefreshId;
import io.omni.events.knowledge.RefreshLeased;
import io.omni.events.knowledge.RefreshReleased;
import io.omni.events.knowledge.SourceFresh;
import io.omni.events.knowledge.SourceStale;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** The knowledge layer as a whole: which refresh runs, and which sources are out of date. There is one, so there is one refresh. */
@AggregateRoot(type = "knowledge_layer")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class KnowledgeLayer {
    static final String ID = "knowledge_layer";

    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable RefreshId running;
    private final Set<String> stale = new LinkedHashSet<>();

    /** For the repository, which then replays the events. */
    KnowledgeLayer() {
        this.id = ID;
    }

    void take(RefreshId refresh) {
        if (running != null && !running.equals(refresh)) {
            throw new Refusal(
                    "REFRESH_RUNNING",
                    "the knowledge layer is being refreshed; wait for that to end",
                    new Refusal.Detail("refresh_id", running.value()));
        }
        AggregateLifecycle.apply(new RefreshLeased(ID, refresh));
    }

    void giveBack(RefreshId refresh) {
        if (refresh.equals(running)) {
            AggregateLifecycle.apply(new RefreshReleased(ID, refresh));
        }
    }

    /** Takes in how fresh the sources are; whether anything has changed. */
    boolean watch(List<WatchedSource> sources) {
        boolean changed = false;
        for (WatchedSource source : sources) {
            if (source.stale() && !stale.contains(source.id())) {
                AggregateLifecycle.apply(new SourceStale(ID, source.id(), source.lastIngested()));
                changed = true;
            } else if (!source.stale() && stale.contains(source.id())) {
                AggregateLifecycle.apply(new SourceFresh(ID, source.id()));
                changed = true;
            }
        }
        return changed;
    }

    @EventSourcingHandler
    void evolve(KnowledgeLayerEvent event) {
        id = event.layer();
        switch (event) {
            case RefreshLeased e -> running = e.refreshId();
            case RefreshReleased _ -> running = null;
            case SourceStale e -> stale.add(e.source());
            case SourceFresh e -> stale.remove(e.source());
        }
    }
}

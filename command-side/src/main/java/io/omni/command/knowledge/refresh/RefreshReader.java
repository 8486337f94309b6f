package io.omni.command.knowledge.refresh;

import io.omni.command.eventstore.StoredAggregates;
import io.omni.events.knowledge.RefreshId;
import io.omni.events.knowledge.RefreshState;
import java.util.Optional;
import org.axonframework.modelling.command.Repository;

/** Reads refreshes from the store. There are few of them, and few events in each. */
public final class RefreshReader {
    private final Repository<Refresh> refreshes;

    RefreshReader(Repository<Refresh> refreshes) {
        this.refreshes = refreshes;
    }

    /** A refresh as it stands; empty when there is no such one. */
    public Optional<RefreshState> find(RefreshId id) {
        return StoredAggregates.read(refreshes, id.value(), Refresh::state);
    }
}

package io.omni.command.knowledge.refresh;

import io.omni.events.knowledge.RefreshId;
import io.omni.events.knowledge.RefreshState;
import java.util.Optional;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Reads refreshes from the store. There are few of them, and few events in each. */
public final class RefreshReader {
    private final Repository<Refresh> refreshes;

    RefreshReader(Repository<Refresh> refreshes) {
        this.refreshes = refreshes;
    }

    /** A refresh as it stands; empty when there is no such one. */
    public Optional<RefreshState> find(RefreshId id) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            RefreshState state = refreshes.load(id.value()).invoke(Refresh::state);
            work.commit();
            return Optional.of(state);
        } catch (AggregateNotFoundException e) {
            work.rollback(e);
            return Optional.empty();
        } catch (RuntimeException e) {
            work.rollback(e);
            throw e;
        }
    }
}

package io.omni.command.eventstore;

import java.util.Optional;
import java.util.function.Function;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;

/** Looks at aggregates outside commands, in a unit of work that changes nothing. */
public final class StoredAggregates {
    private StoredAggregates() {}

    /**
     * What an aggregate says of itself.
     *
     * @param repository where it is; from its cache, if it has one
     * @param id the aggregate
     * @param what what is asked
     * @return empty when there is no such aggregate, or it says nothing
     */
    public static <A, T> Optional<T> read(Repository<A> repository, String id, Function<A, @Nullable T> what) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
        try {
            T found = repository.load(id).invoke(what::apply);
            work.commit();
            return Optional.ofNullable(found);
        } catch (AggregateNotFoundException e) {
            work.rollback(e);
            return Optional.empty();
        } catch (RuntimeException e) {
            work.rollback(e);
            throw e;
        }
    }
}

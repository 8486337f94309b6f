package io.omni.command.eventstore;

import java.util.concurrent.Executor;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots of aggregates that are in the cache as they lie there, instead of reading and folding their events once more; of
 * others as Axon does. An aggregate is written down after its events have become durable and while its lock is still held, so
 * that no event is in a snapshot that isn't in the store. Storing it can wait.
 */
final class CachedSnapshotter implements Snapshotter {
    private static final Logger LOG = LoggerFactory.getLogger(CachedSnapshotter.class);

    private final Cache aggregates;
    private final EventStore events;
    private final Serializer serializer;
    private final Executor executor;
    private final Snapshotter others;

    /**
     * A snapshotter for the aggregates in a cache.
     *
     * @param serializer the one that the event store writes snapshots with
     * @param executor stores the snapshots
     * @param others takes the snapshots of aggregates that aren't in the cache
     */
    CachedSnapshotter(
            Cache aggregates, EventStore events, Serializer serializer, Executor executor, Snapshotter others) {
        this.aggregates = aggregates;
        this.events = events;
        this.serializer = serializer;
        this.executor = executor;
        this.others = others;
    }

    @Override
    public void scheduleSnapshot(Class<?> aggregateType, String aggregateIdentifier) {
        // Later its lock may be gone already.
        boolean beforeCommit = CurrentUnitOfWork.map(work -> work.phase().isBefore(UnitOfWork.Phase.COMMIT))
                .orElse(false);
        if (beforeCommit && aggregates.containsKey(aggregateIdentifier)) {
            CurrentUnitOfWork.get().root().afterCommit(_ -> take(aggregateType, aggregateIdentifier));
        } else {
            others.scheduleSnapshot(aggregateType, aggregateIdentifier);
        }
    }

    private void take(Class<?> aggregateType, String aggregateIdentifier) {
        AggregateCacheEntry<Object> entry = aggregates.get(aggregateIdentifier);
        // What lies in the cache is the aggregate itself; only one that was read back from a disk would need the model.
        EventSourcedAggregate<Object> aggregate = entry == null ? null : entry.recreateAggregate(null, null, null);
        if (aggregate == null) {
            others.scheduleSnapshot(aggregateType, aggregateIdentifier);
            return;
        }
        DomainEventMessage<?> snapshot = new GenericDomainEventMessage<>(
                aggregate.type(), aggregateIdentifier, aggregate.version(), aggregate.getAggregateRoot());
        // The message keeps what it was written as, so the store writes these bytes, whatever happens to the aggregate
        // next.
        snapshot.serializePayload(serializer, byte[].class);
        executor.execute(() -> store(snapshot));
    }

    private void store(DomainEventMessage<?> snapshot) {
        try {
            events.storeSnapshot(snapshot);
        } catch (RuntimeException e) {
            LOG.warn(
                    "A snapshot of {} could not be stored; the next one will do", snapshot.getAggregateIdentifier(), e);
        }
    }
}

package io.omni.command.eventstore;

import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;

/**
 * Axon's embedded store, with streams that are woken by appends on any node. The original polls once a second and its streams don't
 * tell a pooled processor when events are there, which costs hundreds of milliseconds per hop.
 */
final class SignalledEventStore extends EmbeddedEventStore {
    private final AppendSignal signal;
    private final RecentEvents recent;

    private SignalledEventStore(Builder builder, AppendSignal signal) {
        super(builder);
        this.signal = signal;
        this.recent = new RecentEvents(this::page, signal);
    }

    static SignalledEventStore of(GlobalOrderStorageEngine engine, AppendSignal signal) {
        EmbeddedEventStore.Builder builder =
                EmbeddedEventStore.builder().storageEngine(engine).optimizeEventConsumption(false);
        return new SignalledEventStore(builder, signal);
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken position) {
        return new SignalledEventStream(recent, signal, position);
    }

    private Stream<? extends TrackedEventMessage<?>> page(TrackingToken after) {
        return storageEngine().readEvents(after, false);
    }
}

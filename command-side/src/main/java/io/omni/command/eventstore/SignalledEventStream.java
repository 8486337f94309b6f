package io.omni.command.eventstore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * A processor's view of the events after its position. It reads when the {@link AppendSignal} was given since it last found
 * nothing, and every {@value #POLL_MILLIS} milliseconds in case a signal from another node was lost.
 */
final class SignalledEventStream implements TrackingEventStream {
    private static final long POLL_MILLIS = 1_000;
    private static final long WAIT_STEP_NANOS = Duration.ofMillis(5).toNanos();

    private final Function<@Nullable TrackingToken, Stream<? extends TrackedEventMessage<?>>> source;
    private final AppendSignal signal;
    private final ArrayDeque<TrackedEventMessage<?>> page = new ArrayDeque<>();
    private @Nullable TrackingToken position;
    private long emptyAtGeneration = -1;
    private long emptyAtNanos;
    private @Nullable Runnable registration;

    /**
     * Opens a view.
     *
     * @param source reads a page of events after a position
     * @param position where the processor stands; null before the first event
     */
    SignalledEventStream(
            Function<@Nullable TrackingToken, Stream<? extends TrackedEventMessage<?>>> source,
            AppendSignal signal,
            @Nullable TrackingToken position) {
        this.source = source;
        this.signal = signal;
        this.position = position;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fill();
        return Optional.ofNullable(page.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        while (true) {
            fill();
            if (!page.isEmpty()) {
                return true;
            }
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            LockSupport.parkNanos(this, WAIT_STEP_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.MINUTES)) {
            // the caller asked to wait until there is one
        }
        return page.remove();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        unregister();
        registration = signal.register(callback);
        return true;
    }

    @Override
    public void close() {
        unregister();
    }

    private void unregister() {
        if (registration != null) {
            registration.run();
            registration = null;
        }
    }

    private void fill() {
        if (!page.isEmpty()) {
            return;
        }
        // Read before the query: an append that commits while the query runs changes it, and is looked for again.
        long generation = signal.generation();
        boolean nothingNew = generation == emptyAtGeneration
                && System.nanoTime() - emptyAtNanos < TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
        if (nothingNew) {
            return;
        }
        try (Stream<? extends TrackedEventMessage<?>> read = source.apply(position)) {
            read.forEach(page::add);
        }
        TrackedEventMessage<?> last = page.peekLast();
        if (last == null) {
            emptyAtGeneration = generation;
            emptyAtNanos = System.nanoTime();
        } else {
            position = last.trackingToken();
        }
    }
}

package io.omni.command.eventstore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** A processor's view of the events after its position; it is told when there may be more. */
final class SignalledEventStream implements TrackingEventStream {
    private static final long WAIT_STEP_NANOS = Duration.ofMillis(5).toNanos();

    private final RecentEvents events;
    private final AppendSignal signal;
    private final ArrayDeque<TrackedEventMessage<?>> page = new ArrayDeque<>();
    private @Nullable TrackingToken position;
    private @Nullable Runnable registration;

    /**
     * Opens a view.
     *
     * @param position where the processor stands; null before the first event
     */
    SignalledEventStream(RecentEvents events, AppendSignal signal, @Nullable TrackingToken position) {
        this.events = events;
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
        page.addAll(events.after(position));
        TrackedEventMessage<?> last = page.peekLast();
        if (last != null) {
            position = last.trackingToken();
        }
    }
}

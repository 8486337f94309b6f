package io.omni.command.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, read from the store once for all processors of a node: whoever follows the end of the store shares the rows, the
 * messages and what was parsed of them. Whoever is further behind reads for itself.
 *
 * <p>What is kept is one run of the store without a hole: appends become visible in the order of their indices (see {@link EventInsert}),
 * so what was read after a position is all that there will ever be up to the last event read.
 */
final class RecentEvents {
    private static final int KEPT = 1_000;
    // In case a signal from another node was lost.
    private static final long POLL_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long BEFORE_THE_FIRST = -1;

    private final Function<TrackingToken, Stream<? extends TrackedEventMessage<?>>> source;
    private final AppendSignal signal;
    private final ReentrantLock lock = new ReentrantLock();
    private List<TrackedEventMessage<?>> run = new ArrayList<>();
    private long start = Long.MAX_VALUE;
    private long end = Long.MAX_VALUE;
    private long emptyAtGeneration = -1;
    private long emptyAtNanos;

    /**
     * Keeps nothing yet.
     *
     * @param source reads a page of events after a position
     * @param signal given when there may be more
     */
    RecentEvents(Function<TrackingToken, Stream<? extends TrackedEventMessage<?>>> source, AppendSignal signal) {
        this.source = source;
        this.signal = signal;
    }

    /**
     * Some of the events after a position, in their order.
     *
     * @param position null for the place before the first event
     * @return empty when there are none, as far as the signals tell
     */
    List<TrackedEventMessage<?>> after(@Nullable TrackingToken position) {
        long after = position == null ? BEFORE_THE_FIRST : indexOf(position);
        lock.lock();
        try {
            if (after >= start && after < end) {
                return List.copyOf(run.subList(firstAfter(after), run.size()));
            }
            if (after >= start) {
                return readOn(after);
            }
            if (start == Long.MAX_VALUE) {
                begin(after);
                return readOn(after);
            }
        } finally {
            lock.unlock();
        }
        return read(after);
    }

    /** Reads at the end of what is kept, while everybody else who needs the same waits for it. */
    private List<TrackedEventMessage<?>> readOn(long after) {
        // Read before the query: an append that commits while the query runs changes it, and is looked for again.
        long generation = signal.generation();
        if (after == end && generation == emptyAtGeneration && System.nanoTime() - emptyAtNanos < POLL_NANOS) {
            return List.of();
        }
        if (after != end) {
            begin(after);
        }
        List<TrackedEventMessage<?>> page = read(after);
        if (page.isEmpty()) {
            emptyAtGeneration = generation;
            emptyAtNanos = System.nanoTime();
            return page;
        }
        run.addAll(page);
        end = indexOf(page.getLast().trackingToken());
        forgetOldest();
        return page;
    }

    private void begin(long after) {
        run.clear();
        start = after;
        end = after;
        emptyAtGeneration = -1;
    }

    private void forgetOldest() {
        // Only now and then, since the rest is copied.
        if (run.size() >= 2 * KEPT) {
            int first = run.size() - KEPT;
            start = indexOf(run.get(first - 1).trackingToken());
            run = new ArrayList<>(run.subList(first, run.size()));
        }
    }

    private List<TrackedEventMessage<?>> read(long after) {
        try (Stream<? extends TrackedEventMessage<?>> events = source.apply(new GlobalSequenceTrackingToken(after))) {
            return List.copyOf(events.toList());
        }
    }

    private int firstAfter(long index) {
        int low = 0;
        int high = run.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (indexOf(run.get(middle).trackingToken()) > index) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static long indexOf(TrackingToken position) {
        return position.position().orElse(BEFORE_THE_FIRST);
    }
}

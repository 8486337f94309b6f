package io.omni.api.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest events in memory, shared by all streams of a node. A stream holds no events of its own, only its place; one whose place
 * has fallen out has lost its chance. So what is kept is bounded, however many streams there are and however slow.
 */
final class FrameRing {
    private final int mostFrames;
    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final @Nullable Frame[] frames;
    private int first;
    private int count;
    private long bytes;
    /** All events above this one, and up to the newest frame, are here. */
    private long floor;

    private long newest;
    private boolean filled;
    private boolean closed;

    FrameRing(int mostFrames, long mostBytes) {
        this.mostFrames = mostFrames;
        this.mostBytes = mostBytes;
        this.frames = new Frame[mostFrames];
    }

    /** Begins anew with these events, which are all there are above {@code from}. */
    void fill(long from, List<Frame> newestFrames) {
        lock.lock();
        try {
            clear();
            floor = from;
            newest = from;
            filled = true;
            newestFrames.forEach(this::append);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets everything; readers wait until it is filled again. */
    void empty() {
        lock.lock();
        try {
            clear();
            filled = false;
        } finally {
            lock.unlock();
        }
    }

    /** Adds the events that follow. */
    void add(List<Frame> next) {
        if (next.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            next.forEach(this::append);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets everybody who waits go, for good. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The sequence of the newest event here; waits until the ring is filled. */
    Place newest(long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = waitNanos;
            while (!filled && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return new Place(closed || !filled ? State.CLOSED : State.HERE, newest);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The events after a place; waits for one when there is none.
     *
     * @param most how many at most
     * @param waitNanos how long to wait
     */
    Slice after(long sequence, int most, long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = waitNanos;
            while (!closed && (!filled || newest <= sequence) && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (closed) {
                return new Slice(State.CLOSED, List.of());
            }
            if (!filled) {
                return new Slice(State.HERE, List.of());
            }
            if (sequence < floor) {
                return new Slice(State.GONE, List.of());
            }
            return new Slice(State.HERE, from(sequence, most));
        } finally {
            lock.unlock();
        }
    }

    private List<Frame> from(long sequence, int most) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).sequence() <= sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<Frame> found = new ArrayList<>(Math.min(most, count - low));
        for (int i = low; i < count && found.size() < most; i++) {
            found.add(at(i));
        }
        return found;
    }

    private void append(Frame frame) {
        while (count == mostFrames || (count > 0 && bytes + frame.bytes().length > mostBytes)) {
            Frame oldest = at(0);
            floor = oldest.sequence();
            bytes -= oldest.bytes().length;
            frames[first] = null;
            first = (first + 1) % frames.length;
            count--;
        }
        frames[(first + count) % frames.length] = frame;
        count++;
        bytes += frame.bytes().length;
        newest = frame.sequence();
    }

    private Frame at(int index) {
        @Nullable Frame frame = frames[(first + index) % frames.length];
        if (frame == null) {
            throw new IllegalStateException("no frame at " + index + " of " + count);
        }
        return frame;
    }

    private void clear() {
        Arrays.fill(frames, null);
        first = 0;
        count = 0;
        bytes = 0;
    }

    /** How it is with a place. */
    enum State {
        /** What follows it is here. */
        HERE,
        /** What follows it has been dropped. */
        GONE,
        /** The node stops. */
        CLOSED
    }

    /** A place, when there is one. */
    record Place(State state, long sequence) {}

    /** The events that follow a place. */
    record Slice(State state, List<Frame> frames) {}
}

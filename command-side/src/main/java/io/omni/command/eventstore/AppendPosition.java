package io.omni.command.eventstore;

import java.util.concurrent.atomic.AtomicLong;

/** How far the event store had come when this node last appended to it. */
public final class AppendPosition {
    private final AtomicLong latest = new AtomicLong();

    /** The position of the last event that this node appended; 0 before its first. It never goes back. */
    public long latest() {
        return latest.get();
    }

    void advance(long position) {
        latest.accumulateAndGet(position, Math::max);
    }
}

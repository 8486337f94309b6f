package io.omni.command.eventstore;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Says that events may have been appended or published, by this node or another. Whoever waits for events looks again. */
public final class AppendSignal {
    private final AtomicLong generation = new AtomicLong();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** How often the signal was given; a reader that found nothing need not look again until this has changed. */
    long generation() {
        return generation.get();
    }

    /** Tells everyone to look again. */
    void fire() {
        generation.incrementAndGet();
        listeners.forEach(Runnable::run);
    }

    /**
     * Has a listener called at every signal. It must not block.
     *
     * @return ends the registration
     */
    public Runnable register(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}

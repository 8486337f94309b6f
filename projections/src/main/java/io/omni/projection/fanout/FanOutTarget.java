package io.omni.projection.fanout;

import java.util.List;

/**
 * Is given every event of the store, in the global order, internal ones too (see {@link io.omni.events.EventTypes#isPublic}). All
 * targets share one position: they write with the processing data source, inside the transaction that advances it, so that what they
 * write is there exactly once. A target is never given an event again after that; there is no replay.
 */
public interface FanOutTarget {
    /** Its name in logs and in the list of projections, for example {@code event-log}. */
    String name();

    /**
     * Takes events in.
     *
     * @param batch the next events, in their order; never empty
     * @throws RuntimeException when it can't; the whole batch is rolled back for every target and tried again, later and later
     */
    void accept(List<PublishedEvent> batch);
}

package io.omni.api.event;

import java.time.Duration;

/**
 * How live streams of events are served.
 *
 * @param mostStreams how many streams one node has open at once; default 2,000
 * @param keptEvents how many of the newest events a node keeps in memory for its streams; default 4,096
 * @param keptBytes how many bytes these may take; default 16 MiB
 * @param between the shortest time between two looks at the event log; events that come in between go out together; default 100 ms
 * @param heartbeat how long a stream may be silent before a comment goes out; default 15 s
 * @param longest how long a stream stays open: a reader comes back, and shows its token again; default 1 h
 */
public record StreamSettings(
        int mostStreams, int keptEvents, long keptBytes, Duration between, Duration heartbeat, Duration longest) {

    /** The defaults. */
    public static StreamSettings defaults() {
        return new StreamSettings(
                2_000, 4_096, 16L << 20, Duration.ofMillis(100), Duration.ofSeconds(15), Duration.ofHours(1));
    }

    /** The same with another number of streams. */
    public StreamSettings withMostStreams(int streams) {
        return new StreamSettings(streams, keptEvents, keptBytes, between, heartbeat, longest);
    }
}

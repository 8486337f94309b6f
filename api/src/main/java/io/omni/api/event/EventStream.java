package io.omni.api.event;

import io.omni.query.event.EventFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One reader's stream of events: first what it has missed, out of the log, then what happens, out of the node's memory. */
final class EventStream {
    private static final byte[] OPENING = "retry: 1000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] COMMENT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int AT_ONCE = 256;
    private static final Duration PATIENCE_WITH_THE_LOG = Duration.ofSeconds(30);

    private final FrameRing ring;
    private final Missed missed;
    private final EventFilter filter;
    private final StreamSettings settings;
    private final OutputStream out;
    private boolean live;

    EventStream(FrameRing ring, Missed missed, EventFilter filter, StreamSettings settings, OutputStream out) {
        this.ring = ring;
        this.missed = missed;
        this.filter = filter;
        this.settings = settings;
        this.out = out;
    }

    /** Finds events that have left memory. */
    @FunctionalInterface
    interface Missed {
        /** The next events after a place that pass the filter, oldest first. */
        List<Frame> after(EventFilter filter, long sequence, int most) throws InterruptedException;
    }

    /** Why a stream ended. */
    enum End {
        /** The reader took events more slowly than they came. */
        SLOW_READER("You read more slowly than events come; reconnect with Last-Event-ID to go on."),
        /** It was open for as long as a stream may be. */
        EXPIRED("A stream ends after some time; reconnect with Last-Event-ID to go on."),
        /** The node stops. */
        SHUTDOWN("This node stops; reconnect with Last-Event-ID to go on."),
        /** The reader closed the connection. */
        READER_GONE("");

        private final String sentence;

        End(String sentence) {
            this.sentence = sentence;
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        byte[] frame(long lastSequence) {
            String text = "event: end\ndata: {\"reason\":\"" + wireName() + "\",\"message\":\"" + sentence
                    + "\",\"last_event_id\":\"" + lastSequence + "\"}\n\n";
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Writes until it ends, and says why it does.
     *
     * @param after the last event that the reader has seen; null to begin with what happens now
     * @throws IOException when the reader is gone, or takes nothing for so long that the server gives up
     */
    End run(@Nullable Long after) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + settings.longest().toNanos();
        // Before the reader learns that it is connected: from then on it counts on missing nothing.
        FrameRing.Place newest = ring.newest(PATIENCE_WITH_THE_LOG.toNanos());
        out.write(OPENING);
        out.flush();
        if (newest.state() == FrameRing.State.CLOSED) {
            return end(End.SHUTDOWN, after == null ? 0 : after);
        }
        live = after == null;
        long place = after == null ? newest.sequence() : after;
        long written = System.nanoTime();
        while (System.nanoTime() - deadline < 0) {
            long quiet = System.nanoTime() - written;
            FrameRing.Slice slice =
                    ring.after(place, AT_ONCE, settings.heartbeat().toNanos() - quiet);
            switch (slice.state()) {
                case CLOSED -> {
                    return end(End.SHUTDOWN, place);
                }
                case GONE -> {
                    if (live) {
                        return end(End.SLOW_READER, place);
                    }
                    // Asked before the log is: whatever lies up to there is in the log by now, and found if it is
                    // wanted.
                    long known = ring.newest(PATIENCE_WITH_THE_LOG.toNanos()).sequence();
                    List<Frame> found = missed.after(filter, place, AT_ONCE);
                    place = last(found, place);
                    if (found.size() < AT_ONCE) {
                        place = Math.max(known, place);
                    }
                    written = write(found, written);
                }
                case HERE -> {
                    live = true;
                    written = write(slice.frames(), written);
                    place = last(slice.frames(), place);
                }
            }
            if (System.nanoTime() - written >= settings.heartbeat().toNanos()) {
                out.write(COMMENT);
                out.flush();
                written = System.nanoTime();
            }
        }
        return end(End.EXPIRED, place);
    }

    private long write(List<Frame> frames, long before) throws IOException {
        boolean any = false;
        for (Frame frame : frames) {
            if (frame.passes(filter)) {
                out.write(frame.bytes());
                any = true;
            }
        }
        if (!any) {
            return before;
        }
        out.flush();
        return System.nanoTime();
    }

    private End end(End end, long place) throws IOException {
        out.write(end.frame(place));
        out.flush();
        return end;
    }

    private static long last(List<Frame> frames, long otherwise) {
        return frames.isEmpty() ? otherwise : frames.getLast().sequence();
    }
}

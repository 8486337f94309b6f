package io.omni.api.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.ErrorCode;
import io.omni.query.event.EventFilter;
import io.omni.query.event.EventQueries;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The live streams that are open on this node. Each is one virtual thread that waits for events and writes them out. */
@Component
class EventStreams {
    // After a restart all readers are back at once; those that have missed much must not take all of the web's
    // connections.
    private static final int CATCH_UPS = 3;

    private final EventTail tail;
    private final EventQueries queries;
    private final StreamSettings settings;
    private final MeterRegistry meters;
    private final Semaphore free;
    private final Semaphore catchUps = new Semaphore(CATCH_UPS);

    EventStreams(EventTail tail, EventQueries queries, StreamSettings settings, MeterRegistry meters) {
        this.tail = tail;
        this.queries = queries;
        this.settings = settings;
        this.meters = meters;
        this.free = new Semaphore(settings.mostStreams());
        Gauge.builder("omni.streams.open", tail, EventTail::readers)
                .description("Live streams of events that are open on this node")
                .register(meters);
    }

    /**
     * Serves one stream until it ends.
     *
     * @param after the sequence of the last event that the reader has seen; null to begin with what happens now, or at the filter's time
     * @throws ApiError when the node has as many streams as it may
     */
    void serve(EventFilter filter, @Nullable Long after, HttpServletResponse response) throws IOException {
        if (!free.tryAcquire()) {
            throw new ApiError(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "This node has as many streams open as it may; close one, or try again later.",
                    List.of(),
                    Map.of("Retry-After", "5"));
        }
        tail.join();
        try {
            Long place = after != null || filter.since() == null ? after : queries.start(filter.since());
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("Cache-Control", "no-store");
            // Proxies that know this header don't hold events back.
            response.setHeader("X-Accel-Buffering", "no");
            EventStream.End end =
                    new EventStream(tail.ring(), this::missed, filter, settings, response.getOutputStream()).run(place);
            ended(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            ended(EventStream.End.READER_GONE);
            throw e;
        } finally {
            tail.leave();
            free.release();
        }
    }

    private List<Frame> missed(EventFilter filter, long after, int most) throws InterruptedException {
        catchUps.acquire();
        try {
            return queries.after(filter, after, most).stream().map(tail::frame).toList();
        } finally {
            catchUps.release();
        }
    }

    private void ended(EventStream.End end) {
        Counter.builder("omni.streams.ended")
                .description("Live streams of events that have ended, by reason")
                .tag("reason", end.wireName())
                .register(meters)
                .increment();
    }
}

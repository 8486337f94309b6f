package io.omni.api.event;

import io.omni.command.eventstore.AppendSignal;
import io.omni.query.event.EventFilter;
import io.omni.query.event.EventQueries;
import io.omni.query.event.LoggedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the event log for all streams of this node: one reader, whatever their number, and each event rendered once. It rests while
 * nobody listens. It is woken by the signal that events were published, by any node, and looks once a second in case one was lost.
 */
@Component
class EventTail implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);
    private static final EventFilter ALL = new EventFilter(Set.of(), null, null);
    private static final int PAGE = 500;
    private static final Duration POLL = Duration.ofSeconds(1);
    // Streams end before the web server waits for its requests to end.
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE;

    private final EventQueries queries;
    private final JsonMapper mapper;
    private final AppendSignal published;
    private final StreamSettings settings;
    private final FrameRing ring;
    private final AtomicInteger readers = new AtomicInteger();
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private Runnable registration = () -> {};

    EventTail(
            EventQueries queries,
            @Qualifier("edgeJsonMapper") JsonMapper mapper,
            @Qualifier("publishedSignal") AppendSignal published,
            StreamSettings settings) {
        this.queries = queries;
        this.mapper = mapper;
        this.published = published;
        this.settings = settings;
        this.ring = new FrameRing(settings.keptEvents(), settings.keptBytes());
    }

    FrameRing ring() {
        return ring;
    }

    /** A reader has come. */
    void join() {
        readers.incrementAndGet();
        wake.release();
    }

    /** A reader has gone. */
    void leave() {
        readers.decrementAndGet();
    }

    /** How many readers there are. */
    int readers() {
        return readers.get();
    }

    /** An event as streams send it. */
    Frame frame(LoggedEvent event) {
        return Frame.of(event, mapper);
    }

    @Override
    public void start() {
        running = true;
        registration = published.register(wake::release);
        Thread.ofVirtual().name("event-tail").start(this::follow);
    }

    @Override
    public void stop() {
        running = false;
        registration.run();
        ring.close();
        wake.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void follow() {
        long place = -1;
        boolean filled = false;
        while (running) {
            try {
                if (readers.get() == 0) {
                    filled = false;
                    ring.empty();
                    wake.acquire();
                } else if (!filled) {
                    place = fill();
                    filled = true;
                } else {
                    place = next(place);
                }
            } catch (DataAccessException | TransactionException e) {
                LOG.debug("The event log can't be read now: {}", e.getMessage());
                pause(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private long fill() {
        // Readers that lost their connection to another node are back at once, and are served from these.
        List<Frame> newest =
                queries.newest(settings.keptEvents()).stream().map(this::frame).toList();
        long from = newest.isEmpty() ? 0 : newest.getFirst().sequence() - 1;
        ring.fill(newest.size() < settings.keptEvents() ? -1 : from, newest);
        return newest.isEmpty() ? 0 : newest.getLast().sequence();
    }

    private long next(long place) throws InterruptedException {
        wake.drainPermits();
        List<LoggedEvent> events = queries.after(ALL, place, PAGE);
        if (events.isEmpty()) {
            boolean woken = wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("Looking for events, {}", woken ? "woken" : "by the clock");
            return place;
        }
        ring.add(events.stream().map(this::frame).toList());
        if (events.size() < PAGE) {
            TimeUnit.NANOSECONDS.sleep(settings.between().toNanos());
        }
        return events.getLast().sequence();
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

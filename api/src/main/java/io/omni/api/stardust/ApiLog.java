package io.omni.api.stardust;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.ErrorCode;
import io.omni.projection.stardust.PacketDraft;
import io.omni.projection.stardust.PacketInbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Hands the packets of calls in, many at once. A call takes a place before it is served and waits for one when all are taken, so
 * nothing is ever dropped; what nobody waits for is durable at most 50 ms after it was handed in, unless the inbox is full: then all
 * wait until the ledger has made room, and callers are served no faster than it grows.
 */
@Component
class ApiLog implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ApiLog.class);
    private static final int PLACES = 10_000;
    private static final int MOST_AT_ONCE = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    // With what the write itself takes it stays below 50 ms.
    private static final Duration GATHERING = Duration.ofMillis(35);
    private static final Duration BEFORE_NEXT_LOOK = Duration.ofMillis(20);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(500);

    private final PacketInbox inbox;
    private final Semaphore places = new Semaphore(PLACES, true);
    private final Semaphore urgent = new Semaphore(0);
    private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    ApiLog(PacketInbox inbox) {
        this.inbox = inbox;
    }

    /**
     * Takes a place for a call; it is given back when the call's answer is durable.
     *
     * @throws ApiError when all places stay taken, because the database can't be reached
     */
    void takePlace() {
        try {
            if (places.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw unavailable();
    }

    /**
     * Hands in that a call came in, and waits until it is durable.
     *
     * @throws ApiError when it can't be made durable in time; the call must not be carried out then
     */
    void requested(PacketDraft draft) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        queue.add(new Entry(draft, durable, false));
        urgent.release();
        try {
            durable.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("A request could not be written to the ledger, and is refused: {}", e.toString());
            throw unavailable();
        }
    }

    /** Hands in how a call was answered; its place is given back once that is durable. */
    void answered(PacketDraft draft) {
        queue.add(new Entry(draft, null, true));
    }

    /** How many packets aren't durable yet. */
    int waiting() {
        return queue.size();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("api-log").daemon().start(this::run);
    }

    /** Writes what is left; after the web server has stopped, before the inbox is closed. */
    @Override
    public void stop() {
        running = false;
        urgent.release();
        Thread writer = thread;
        if (writer != null) {
            try {
                writer.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private void run() {
        List<Entry> batch = new ArrayList<>();
        while (running || !queue.isEmpty()) {
            try {
                gather(batch);
                write(batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void gather(List<Entry> batch) throws InterruptedException {
        Entry first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        batch.add(first);
        if (first.durable() == null && running) {
            urgent.tryAcquire(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
        }
        urgent.drainPermits();
        queue.drainTo(batch, MOST_AT_ONCE);
    }

    private void write(List<Entry> batch) throws InterruptedException {
        while (!batch.isEmpty()) {
            try {
                awaitRoom();
                inbox.add(batch.stream().map(Entry::draft).toList());
                for (Entry entry : batch) {
                    if (entry.durable() != null) {
                        entry.durable().complete(null);
                    }
                    if (entry.givesPlaceBack()) {
                        places.release();
                    }
                }
                batch.clear();
            } catch (DataAccessException e) {
                LOG.warn("{} calls wait to be written to the ledger: {}", batch.size(), e.toString());
                if (!running) {
                    batch.clear();
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(BEFORE_NEXT_TRY.toMillis());
            }
        }
    }

    /** At a stop what is left is few, and the next start's ledger takes it. */
    private void awaitRoom() throws InterruptedException {
        while (running && inbox.isFull()) {
            TimeUnit.MILLISECONDS.sleep(BEFORE_NEXT_LOOK.toMillis());
        }
    }

    private static ApiError unavailable() {
        return new ApiError(
                ErrorCode.STORE_UNAVAILABLE,
                "Calls can't be written to the ledger at the moment, so none is carried out; try again.",
                List.of(),
                Map.of("Retry-After", "2"));
    }

    /** A packet to be handed in, who waits for it, and whether a place is free then. */
    private record Entry(PacketDraft draft, @Nullable CompletableFuture<Void> durable, boolean givesPlaceBack) {}
}

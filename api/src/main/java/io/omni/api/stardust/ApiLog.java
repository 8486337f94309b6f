package io.omni.api.stardust;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.ErrorCode;
import io.omni.projection.stardust.PacketDraft;
import io.omni.projection.stardust.PacketInbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
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
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    // With what the write itself takes it stays below 50 ms.
    private static final Duration GATHERING = Duration.ofMillis(35);
    private static final Duration BEFORE_NEXT_LOOK = Duration.ofMillis(20);

    private final PacketInbox inbox;
    private final Semaphore places = new Semaphore(PLACES, true);
    private final Batches<Request> requests = new Batches<>("api-log-requests", Duration.ZERO, this::writeRequests);
    private final Batches<PacketDraft> answers = new Batches<>("api-log-answers", GATHERING, this::writeAnswers);

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
        requests.add(new Request(draft, durable));
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
        answers.add(draft);
    }

    /** How many packets aren't durable yet. */
    int waiting() {
        return requests.waiting() + answers.waiting();
    }

    @Override
    public void start() {
        requests.start();
        answers.start();
    }

    /** Writes what is left; after the web server has stopped, before the inbox is closed. */
    @Override
    public void stop() {
        requests.finish();
        answers.finish();
        requests.awaitEnd();
        answers.awaitEnd();
    }

    @Override
    public boolean isRunning() {
        return requests.isRunning();
    }

    @Override
    public int getPhase() {
        return 0;
    }

    /** In as few milliseconds as can be: callers wait for it. */
    private void writeRequests(List<Request> batch) throws InterruptedException {
        while (requests.isRunning() && inbox.isFull()) {
            TimeUnit.MILLISECONDS.sleep(BEFORE_NEXT_LOOK.toMillis());
        }
        inbox.add(batch.stream().map(Request::draft).toList());
        batch.forEach(request -> request.durable().complete(null));
    }

    private void writeAnswers(List<PacketDraft> batch) throws InterruptedException {
        while (!inbox.appendOrAdd(batch)) {
            if (!answers.isRunning()) {
                // They are few at the end, and the next start's ledger takes them.
                inbox.add(batch);
                break;
            }
            TimeUnit.MILLISECONDS.sleep(BEFORE_NEXT_LOOK.toMillis());
        }
        places.release(batch.size());
    }

    private static ApiError unavailable() {
        return new ApiError(
                ErrorCode.STORE_UNAVAILABLE,
                "Calls can't be written to the ledger at the moment, so none is carried out; try again.",
                List.of(),
                Map.of("Retry-After", "2"));
    }

    /** That a call came in, and who waits until that is durable. */
    private record Request(PacketDraft draft, CompletableFuture<Void> durable) {}
}

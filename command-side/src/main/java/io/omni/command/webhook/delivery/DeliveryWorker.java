package io.omni.command.webhook.delivery;

import io.omni.command.webhook.delivery.CloseTable.End;
import io.omni.events.webhook.WebhookTestRequested;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes up what is due, sends each delivery on a thread of its own, and hands what came of it to the closer. */
final class DeliveryWorker {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int CLAIMED_AT_ONCE = 128;
    private static final Duration LEASE_BEYOND_DEADLINE = Duration.ofSeconds(15);
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(1);

    private final ClaimTable table;
    private final TransactionTemplate transaction;
    private final Sender sender;
    private final WebhookSettings settings;
    private final Clock clock;
    private final Semaphore news = new Semaphore(0);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-delivery-", 0).factory());

    DeliveryWorker(
            ClaimTable table, TransactionTemplate transaction, Sender sender, WebhookSettings settings, Clock clock) {
        this.table = table;
        this.transaction = transaction;
        this.sender = sender;
        this.settings = settings;
        this.clock = clock;
    }

    /** Something may be due. */
    void wake() {
        news.release();
    }

    /** Works until it is interrupted. */
    void run(AttemptCloser closer) {
        try {
            while (true) {
                int claimed = claim(closer);
                if (claimed == 0) {
                    awaitNews();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until everything that is under way has come back, but not longer than this; whether it has. */
    boolean awaitIdle(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (inFlight.get() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        threads.shutdownNow();
        return inFlight.get() == 0;
    }

    private void awaitNews() throws InterruptedException {
        if (news.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private int claim(AttemptCloser closer) throws InterruptedException {
        int room = Math.min(CLAIMED_AT_ONCE, settings.atOnce() - inFlight.get());
        if (room <= 0) {
            return 0;
        }
        try {
            List<ClaimedDelivery> claimed = transaction.execute(
                    _ -> table.claim(room, settings.deadline().plus(LEASE_BEYOND_DEADLINE)));
            if (claimed == null) {
                throw new IllegalStateException("a transaction gives what its work gives");
            }
            inFlight.addAndGet(claimed.size());
            claimed.forEach(delivery -> threads.execute(() -> attempt(delivery, closer)));
            return claimed.size();
        } catch (RuntimeException e) {
            LOG.warn("Could not look for deliveries that are due; trying again: {}", e.toString());
            TimeUnit.NANOSECONDS.sleep(BEFORE_TRYING_AGAIN.toNanos());
            return 0;
        }
    }

    private void attempt(ClaimedDelivery delivery, AttemptCloser closer) {
        try {
            Answer answer = sender.send(delivery);
            ClosedAttempt attempt = new ClosedAttempt(
                    delivery.deliveryId(),
                    delivery.createdAt(),
                    delivery.webhookId(),
                    delivery.eventId(),
                    delivery.type(),
                    delivery.attempt(),
                    clock.instant(),
                    answer.duration(),
                    answer.outcome(),
                    answer.statusCode(),
                    answer.error());
            boolean isTest = delivery.type().equals(WebhookTestRequested.DELIVERED_TYPE);
            Verdict verdict = Verdict.of(delivery, answer, settings.headOfLine(), isTest, ThreadLocalRandom.current());
            closer.add(new End(attempt, delivery.subject(), delivery.fifo(), verdict));
        } catch (InterruptedException e) {
            // This node stops. Nobody knows the outcome, so the lease says it when it expires or the node comes back.
            Thread.currentThread().interrupt();
        } finally {
            inFlight.decrementAndGet();
        }
    }
}

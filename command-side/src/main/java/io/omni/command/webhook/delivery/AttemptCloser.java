package io.omni.command.webhook.delivery;

import io.omni.command.webhook.delivery.CloseTable.End;
import io.omni.command.webhook.delivery.CloseTable.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records the ends of attempts, all that have come together in one transaction. While the database is away they wait here; what it
 * takes too long to record is tried again by whoever finds its lease expired.
 */
final class AttemptCloser {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptCloser.class);
    private static final int MOST_AT_ONCE = 256;
    private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(500);

    private final CloseTable table;
    private final TransactionTemplate transaction;
    private final AttemptJournal journal;
    private final AttemptCounts counts;
    private final Runnable closed;
    private final Consumer<Map<String, String>> disableDue;
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();

    AttemptCloser(
            CloseTable table,
            TransactionTemplate transaction,
            AttemptJournal journal,
            AttemptCounts counts,
            Runnable closed,
            Consumer<Map<String, String>> disableDue) {
        this.table = table;
        this.transaction = transaction;
        this.journal = journal;
        this.counts = counts;
        this.closed = closed;
        this.disableDue = disableDue;
    }

    void add(End end) {
        ends.add(end);
    }

    /** Works until it is interrupted. */
    void run() {
        try {
            while (true) {
                List<End> batch = new ArrayList<>();
                batch.add(ends.take());
                ends.drainTo(batch, MOST_AT_ONCE - 1);
                record(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records what is left, once. */
    void finish() {
        List<End> batch = new ArrayList<>();
        ends.drainTo(batch);
        if (!batch.isEmpty()) {
            try {
                recordOnce(batch);
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("The ends of {} attempts could not be recorded; they are tried again", batch.size(), e);
            }
        }
    }

    private void record(List<End> batch) throws InterruptedException {
        while (true) {
            try {
                recordOnce(batch);
                return;
            } catch (DataAccessException | TransactionException e) {
                LOG.warn(
                        "The ends of {} attempts could not be recorded; trying again: {}",
                        batch.size(),
                        e.getMostSpecificCause().toString());
                TimeUnit.NANOSECONDS.sleep(BEFORE_TRYING_AGAIN.toNanos());
            } catch (RuntimeException e) {
                // Not the database, so trying again would not help. The leases expire, and the attempts are made again.
                LOG.error("The ends of {} attempts could not be recorded", batch.size(), e);
                return;
            }
        }
    }

    private void recordOnce(List<End> batch) {
        Recorded recorded = transaction.execute(_ -> {
            Recorded done = table.close(batch);
            if (!done.attempts().isEmpty()) {
                journal.closed(done.attempts());
            }
            return done;
        });
        if (recorded == null) {
            throw new IllegalStateException("a transaction gives what its work gives");
        }
        recorded.attempts().stream()
                .collect(Collectors.groupingBy(ClosedAttempt::outcome, Collectors.counting()))
                .forEach(counts::count);
        closed.run();
        if (!recorded.disableDue().isEmpty()) {
            disableDue.accept(recorded.disableDue());
        }
    }
}

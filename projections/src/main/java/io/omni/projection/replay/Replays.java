package io.omni.projection.replay;

import io.omni.projection.deadletter.DeadLetter;
import io.omni.projection.deadletter.DeadLetters;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes read models anew while the live ones are read and written. A replay is a row in the database and a schema with its tables;
 * every batch of events is one transaction that writes these tables and advances the row's position. So whichever node is alive works
 * on it, and after a kill the next batch goes on where the last one was committed.
 */
@Component
public class Replays implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(5);
    private static final int MOST_FAILURES = 5;
    private static final int LOCK_PATIENCE_MILLIS = 500;
    // Live tables are locked while the last events are handled; with more than this to go, one more page comes first.
    private static final int FEW_EVENTS = 50;

    private final Map<String, ReplayableProjection> projections;
    private final ReplayRecords records;
    private final ShadowTables shadows;
    private final DeadLetters letters;
    private final EventStorageEngine events;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Map<String, Replay> underWay = new HashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread worker;

    Replays(
            List<ReplayableProjection> projections,
            ReplayRecords records,
            ShadowTables shadows,
            DeadLetters letters,
            EventStorageEngine events,
            @Qualifier("processingDataSource") DataSource dataSource,
            @Qualifier("processingTransactionManager") PlatformTransactionManager transactions) {
        this.projections =
                projections.stream().collect(Collectors.toMap(ReplayableProjection::name, Function.identity()));
        this.records = records;
        this.shadows = shadows;
        this.letters = letters;
        this.events = events;
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Whether there is such a projection, and it can be replayed. */
    public boolean knows(String projection) {
        return projections.containsKey(projection);
    }

    /**
     * Begins to replay a projection.
     *
     * @param by who asks for it
     * @return empty when one runs already; the record of the new one otherwise
     * @throws IllegalArgumentException when there is no such projection
     */
    public Optional<ReplayRecord> begin(String projection, String by) {
        ReplayableProjection wanted = projections.get(projection);
        if (wanted == null) {
            throw new IllegalArgumentException("no projection " + projection + " can be replayed");
        }
        Boolean begun = transaction.execute(_ -> {
            if (!records.begin(projection, by)) {
                return false;
            }
            letters.replayBegins(projection);
            shadows.create(wanted);
            return true;
        });
        if (!Boolean.TRUE.equals(begun)) {
            return Optional.empty();
        }
        LOG.info("{} asked for a replay of the projection {}", by, projection);
        wake.release();
        return Optional.ofNullable(records.all().get(projection));
    }

    /**
     * Tries the parked events of a sequence again, in their order. What still can't be handled is parked again, with what follows it.
     *
     * @param letter a parked letter of the sequence
     * @return how many were handled
     */
    public int retry(DeadLetter letter) {
        ReplayableProjection projection = projections.get(letter.projection());
        if (projection == null) {
            throw new IllegalArgumentException("no projection " + letter.projection() + " can be retried");
        }
        Integer handled = transaction.execute(_ -> {
            List<DeadLetter> parked = letters.take(letter.projection(), letter.sequenceId());
            Replay again = new Replay(projection, letters.live(projection.name()), events);
            parked.forEach(one -> again.one(one.position()));
            List<DeadLetter> back = parked.stream()
                    .filter(one -> letters.find(one.projection(), one.eventId()).isPresent())
                    .toList();
            back.forEach(letters::triedAgain);
            return parked.size() - back.size();
        });
        return handled == null ? 0 : handled;
    }

    /**
     * Leaves an event out, and goes on with those that wait behind it.
     *
     * @param by who decides so
     * @param reason why
     * @return false when the letter isn't parked
     */
    public boolean discard(DeadLetter letter, String by, String reason) {
        Boolean discarded = transaction.execute(_ -> {
            if (!letters.discard(letter.projection(), letter.eventId(), by, reason)) {
                return false;
            }
            retry(letter);
            return true;
        });
        return Boolean.TRUE.equals(discarded);
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofVirtual().name("projection-replay").start(this::work);
    }

    @Override
    public void stop() {
        running = false;
        wake.release();
        try {
            if (worker != null && !worker.join(LONGEST_BATCH)) {
                LOG.info("A replay's batch takes long; it is rolled back, and done again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            try {
                boolean worked = false;
                for (String name : records.running()) {
                    ReplayableProjection projection = projections.get(name);
                    worked |= projection != null && running && step(projection);
                }
                if (!worked && wake.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.debug("Replays rest for a while: {}", e.getMessage());
                rest();
            }
        }
    }

    /** Works on a replay for one transaction; false when there was nothing for this node to do. */
    private boolean step(ReplayableProjection projection) {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> batch(projection)));
        } catch (RuntimeException e) {
            underWay.remove(projection.name());
            if (!running) {
                return false;
            }
            if (passes(e)) {
                LOG.info("The replay of {} waits: {}", projection.name(), e.getMessage());
            } else {
                LOG.warn("The replay of {} was held up", projection.name(), e);
                failed(projection, e);
            }
            return false;
        }
    }

    private boolean batch(ReplayableProjection projection) {
        Long before = records.take(projection.name());
        if (before == null) {
            underWay.remove(projection.name());
            return false;
        }
        if (before < 0) {
            // A new one: what this node remembers belongs to the one before.
            underWay.remove(projection.name());
        }
        Replay replay = underWay.computeIfAbsent(
                projection.name(), _ -> new Replay(projection, letters.replay(projection.name()), events));
        boolean nearly = head() - before <= FEW_EVENTS;
        if (nearly) {
            shadows.lockLive(projection, LOCK_PATIENCE_MILLIS);
        }
        shadows.use(projection);
        long position = replay.page(before);
        if (nearly) {
            // Everything that a live row can hold lies beneath this: nobody writes it now.
            long head = head();
            while (position < head) {
                position = replay.page(position);
            }
        }
        records.advance(projection.name(), position);
        if (nearly) {
            shadows.exchange(projection);
            letters.replayTakesOver(projection.name());
            records.complete(projection.name());
            underWay.remove(projection.name());
            LOG.info("The projection {} was made anew, up to event {}", projection.name(), position);
        }
        return true;
    }

    private long head() {
        Long head = jdbc.queryForObject("SELECT coalesce(max(global_index), -1) FROM domain_event", Long.class);
        return head == null ? -1 : head;
    }

    /** Whether it will pass by itself: somebody reads for long, or the database is away. */
    private static boolean passes(RuntimeException e) {
        return e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransactionException;
    }

    private void failed(ReplayableProjection projection, RuntimeException error) {
        transaction.executeWithoutResult(_ -> {
            if (records.failed(projection.name(), String.valueOf(error.getMessage()), MOST_FAILURES)) {
                shadows.drop(projection);
            }
        });
    }

    private static void rest() {
        try {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

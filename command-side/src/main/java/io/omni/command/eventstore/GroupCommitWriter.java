package io.omni.command.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes many callers' appends durable with one commit. One thread takes what is waiting and inserts it with one statement; a caller
 * returns when its rows are durable. Each caller's rows are stored all or none.
 *
 * <p>When a connection breaks, it is not known whether the last statement took effect: the writer connects again and asks the store
 * which events are there before it inserts the rest, until {@code patience} is over.
 */
final class GroupCommitWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);
    private static final int MAX_JOBS = 256;
    private static final String DUPLICATE_KEY = "23505";
    private static final Duration PAUSE_BEFORE_RECONNECT = Duration.ofMillis(100);

    private final DataSource dataSource;
    private final Duration patience;
    private final Runnable onAppended;
    private final AppendCounts counts;
    private final AppendPosition position;
    private final BlockingQueue<Job> waiting = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean closed;
    private @Nullable Connection connection;

    /**
     * Starts the writer.
     *
     * @param dataSource a pool that nothing else uses
     * @param patience how long an append may wait for the database to come back
     * @param onAppended called after every commit, in the writer's thread; must not block
     * @param counts counts what has become durable
     * @param position told how far the store has come
     */
    GroupCommitWriter(
            DataSource dataSource,
            Duration patience,
            Runnable onAppended,
            AppendCounts counts,
            AppendPosition position) {
        this.dataSource = dataSource;
        this.patience = patience;
        this.onAppended = onAppended;
        this.counts = counts;
        this.position = position;
        this.writer = Thread.ofPlatform().name("event-writer").daemon().start(this::run);
    }

    /**
     * Appends rows durably, all or none.
     *
     * @throws DuplicateSequence when another writer has already stored an event at one of these places; nothing was stored
     * @throws StoreUnavailable when the database did not answer in time
     */
    void append(List<EventRow> rows) throws DuplicateSequence {
        if (closed) {
            throw new StoreUnavailable("the event store is shutting down", null);
        }
        Job job = new Job(rows, System.nanoTime() + patience.toNanos());
        waiting.add(job);
        try {
            // The writer answers within its patience and one statement's
            // time-out; this bound only guards against its death.
            job.done.get(3 * patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case DuplicateSequence duplicate -> throw duplicate;
                case RuntimeException broken -> throw broken;
                default -> throw new StoreUnavailable("the events could not be stored", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new StoreUnavailable("the event store did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for the event store", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
    }

    private void run() {
        List<Job> batch = new ArrayList<>(MAX_JOBS);
        while (!closed) {
            try {
                batch.clear();
                batch.add(waiting.take());
                waiting.drainTo(batch, MAX_JOBS - 1);
                write(List.copyOf(batch));
            } catch (InterruptedException e) {
                LOG.debug("The event writer was told to stop");
            } catch (RuntimeException e) {
                LOG.error("The event writer met what it did not expect", e);
                batch.forEach(job -> job.done.completeExceptionally(e));
            }
        }
        disconnect();
        StoreUnavailable closing = new StoreUnavailable("the event store is shutting down", null);
        batch.forEach(job -> job.done.completeExceptionally(closing));
        waiting.forEach(job -> job.done.completeExceptionally(closing));
    }

    private void write(List<Job> jobs) throws InterruptedException {
        try {
            insert(jobs);
            jobs.forEach(this::succeed);
            onAppended.run();
        } catch (SQLException e) {
            if (DatabaseAway.isSaidBy(e)) {
                afterBrokenConnection(jobs, e);
            } else if (jobs.size() > 1) {
                for (Job job : jobs) {
                    write(List.of(job));
                }
            } else {
                refuse(jobs.getFirst(), e);
            }
        }
    }

    private void insert(List<Job> jobs) throws SQLException {
        List<EventRow> rows = jobs.size() == 1
                ? jobs.getFirst().rows
                : jobs.stream().flatMap(job -> job.rows.stream()).toList();
        position.advance(EventInsert.insert(connected(), rows));
    }

    private void refuse(Job job, SQLException e) throws InterruptedException {
        if (!DUPLICATE_KEY.equals(e.getSQLState())) {
            job.done.completeExceptionally(new StoreUnavailable("the events could not be stored", e));
            return;
        }
        try {
            // After a broken connection the row that stands in the way can be this job's own.
            if (job.uncertain && isStored(job)) {
                succeed(job);
                onAppended.run();
            } else {
                job.done.completeExceptionally(new DuplicateSequence(e));
            }
        } catch (SQLException trouble) {
            afterBrokenConnection(List.of(job), trouble);
        }
    }

    private void afterBrokenConnection(List<Job> jobs, SQLException cause) throws InterruptedException {
        LOG.warn("The connection to the event store broke; finding out what is stored", cause);
        disconnect();
        jobs.forEach(job -> job.uncertain = true);
        List<Job> open = new ArrayList<>(jobs);
        while (!open.isEmpty() && !closed) {
            Thread.sleep(PAUSE_BEFORE_RECONNECT);
            open.removeIf(job -> job.giveUpIfLate(cause));
            try {
                Set<String> stored = EventInsert.stored(
                        connected(), open.stream().map(Job::identifier).toList());
                open.stream().filter(job -> stored.contains(job.identifier())).forEach(this::succeed);
                open.removeIf(job -> stored.contains(job.identifier()));
                onAppended.run();
                break;
            } catch (SQLException e) {
                LOG.debug("The event store is still away: {}", e.getMessage());
                disconnect();
            }
        }
        if (closed) {
            open.forEach(job ->
                    job.done.completeExceptionally(new StoreUnavailable("the event store is shutting down", cause)));
        } else if (!open.isEmpty()) {
            write(List.copyOf(open));
        }
    }

    private void succeed(Job job) {
        counts.count(job.rows);
        job.done.complete(null);
    }

    private boolean isStored(Job job) throws SQLException {
        return !EventInsert.stored(connected(), List.of(job.identifier())).isEmpty();
    }

    private Connection connected() throws SQLException {
        if (connection == null) {
            connection = dataSource.getConnection();
        }
        return connection;
    }

    private void disconnect() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("A broken connection did not close: {}", e.getMessage());
            }
            connection = null;
        }
    }

    /** Another writer has already stored an event at this place of an aggregate. */
    static final class DuplicateSequence extends Exception {
        DuplicateSequence(SQLException cause) {
            super("an event is already stored at this place", cause);
        }
    }

    private static final class Job {
        private final List<EventRow> rows;
        private final long deadline;
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        private boolean uncertain;

        Job(List<EventRow> rows, long deadline) {
            this.rows = rows;
            this.deadline = deadline;
        }

        String identifier() {
            return rows.getFirst().eventIdentifier();
        }

        boolean giveUpIfLate(SQLException cause) {
            return System.nanoTime() - deadline > 0
                    && done.completeExceptionally(
                            new StoreUnavailable("the event store could not be reached in time", cause));
        }
    }
}

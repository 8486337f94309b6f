package io.omni.api.edge.idempotency;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the other processes that this one lives, by an advisory lock that its connection holds: when the process dies, however it dies,
 * the database gives the lock back at once. No heartbeats, no clocks to compare.
 */
final class ProcessLife implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessLife.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int PATIENCE_SECONDS = 2;

    private final DataSource dataSource;
    private final long lock = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread keeper;

    ProcessLife(DataSource dataSource) {
        this.dataSource = dataSource;
        this.keeper = Thread.ofVirtual().name("process-life").start(this::keep);
    }

    /** The number of this process's lock. */
    long lock() {
        return lock;
    }

    /** Waits a while until the lock is held for the first time. */
    boolean isShown() {
        try {
            return held.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        // Not by an interrupt: one that meets a virtual thread at its socket closes the connection under it.
        closed.countDown();
        try {
            keeper.join(Duration.ofSeconds(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void keep() {
        while (!isClosed()) {
            try (Connection connection = dataSource.getConnection()) {
                hold(connection);
            } catch (SQLException e) {
                LOG.debug("The lock of this process is not held for a moment: {}", e.getMessage());
                rest();
            }
        }
    }

    private void hold(Connection connection) throws SQLException {
        ask(connection, "SELECT pg_try_advisory_lock(?)");
        held.countDown();
        while (!isClosed() && connection.isValid(PATIENCE_SECONDS)) {
            rest();
        }
        if (isClosed()) {
            ask(connection, "SELECT pg_advisory_unlock(?)");
        }
    }

    private void ask(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setLong(1, lock);
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
            }
        }
    }

    private void rest() {
        try {
            closed.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }
}

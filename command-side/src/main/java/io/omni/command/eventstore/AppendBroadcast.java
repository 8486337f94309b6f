package io.omni.command.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes about appends, with PostgreSQL's NOTIFY, and hears from them. Notifications are sent outside the appends'
 * transactions, because NOTIFY serialises commits, and at most every few milliseconds. They only save time: whoever misses one finds
 * the events at the next poll.
 */
final class AppendBroadcast implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AppendBroadcast.class);
    private static final String CHANNEL = "omni_events";
    // The counterpart of the fan-out's announcement in the module projections.
    private static final String PUBLISHED_CHANNEL = "omni_published";
    private static final Duration BETWEEN_NOTIFICATIONS = Duration.ofMillis(5);
    private static final Duration BEFORE_RECONNECT = Duration.ofSeconds(1);
    private static final int LISTEN_MILLIS = 500;

    private final DataSource dataSource;
    private final AppendSignal signal;
    private final AppendSignal published;
    private final String node;
    private final Semaphore appended = new Semaphore(0);
    private final Thread sender;
    private final Thread receiver;
    private volatile boolean closed;
    private boolean away;

    /**
     * Starts to send and to listen.
     *
     * @param dataSource a pool with a connection to spare for listening
     * @param signal fired for what other nodes append
     * @param published fired when any node, this one too, has published events
     * @param node this node's name, so that it doesn't wake itself twice
     */
    AppendBroadcast(DataSource dataSource, AppendSignal signal, AppendSignal published, String node) {
        this.dataSource = dataSource;
        this.signal = signal;
        this.published = published;
        this.node = node;
        this.sender = Thread.ofVirtual().name("event-notify").start(() -> untilClosed(this::send));
        this.receiver = Thread.ofPlatform().name("event-listen").daemon().start(() -> untilClosed(this::listen));
    }

    /** Wakes this node's readers now and the other nodes' soon. */
    void announce() {
        signal.fire();
        appended.release();
    }

    @Override
    public void close() {
        closed = true;
        sender.interrupt();
        receiver.interrupt();
    }

    private void send() throws SQLException, InterruptedException {
        appended.acquire();
        TimeUnit.NANOSECONDS.sleep(BETWEEN_NOTIFICATIONS.toNanos());
        appended.drainPermits();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
            statement.setString(1, CHANNEL);
            statement.setString(2, node);
            statement.execute();
        }
    }

    /** This thread always holds a connection, so it is the first to know when the database goes, and the one that says so. */
    private void listen() throws SQLException {
        try {
            listenUntilTrouble();
        } catch (SQLException e) {
            if (!away && !closed && DatabaseAway.isSaidBy(e)) {
                LOG.warn(
                        "The database is away ({}); what needs it waits, or is refused, until it is back.",
                        e.getMessage());
                away = true;
            }
            throw e;
        }
    }

    private void listenUntilTrouble() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
            statement.execute("LISTEN " + PUBLISHED_CHANNEL);
            if (away) {
                LOG.info("The database is back.");
                away = false;
            }
            while (!closed) {
                PGNotification[] heard = connection.unwrap(PGConnection.class).getNotifications(LISTEN_MILLIS);
                if (heard != null) {
                    tell(heard);
                }
            }
        }
    }

    private void tell(PGNotification[] heard) {
        if (Arrays.stream(heard)
                .anyMatch(n -> n.getName().equals(CHANNEL) && !n.getParameter().equals(node))) {
            signal.fire();
        }
        if (Arrays.stream(heard).anyMatch(n -> n.getName().equals(PUBLISHED_CHANNEL))) {
            published.fire();
        }
    }

    private void untilClosed(Step step) {
        while (!closed) {
            try {
                step.run();
            } catch (SQLException e) {
                LOG.debug("Other nodes' appends are found by polling for a while: {}", e.getMessage());
                pauseBeforeReconnect();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pauseBeforeReconnect() {
        try {
            TimeUnit.NANOSECONDS.sleep(BEFORE_RECONNECT.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException, InterruptedException;
    }
}

package io.omni.api.storage;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Starts a server again when its process ends unasked, for as long as this process lives: with growing pauses, up to ten seconds. */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    /** Doubling the first pause so often exceeds the longest one. */
    private static final int MOST_DOUBLINGS = 10;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration STABLE_AFTER = Duration.ofMinutes(1);

    private final Restart restart;
    private boolean closed;
    private int attempts;
    private long lastStart;
    private @Nullable Thread worker;

    Watchdog(Restart restart) {
        this.restart = restart;
    }

    /** Starts the server again; says whether that went well, in which case it has called {@link #watch}. */
    interface Restart {
        boolean attempt() throws IOException, InterruptedException;
    }

    synchronized void watch(Process process) {
        lastStart = System.nanoTime();
        if (!closed) {
            process.onExit().thenAccept(this::ended);
        }
    }

    private synchronized void ended(Process process) {
        if (closed) {
            return;
        }
        if (System.nanoTime() - lastStart > STABLE_AFTER.toNanos()) {
            attempts = 0;
        }
        worker = Thread.ofPlatform().daemon().name("postgres-watchdog").start(this::revive);
    }

    private void revive() {
        LOG.error("PostgreSQL ended by itself; it is started again, as often as it takes.");
        boolean said = false;
        try {
            while (!isClosed()) {
                Thread.sleep(pause());
                if (isClosed() || succeeds(said)) {
                    return;
                }
                said = true;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean succeeds(boolean quietly) throws InterruptedException {
        try {
            if (restart.attempt()) {
                LOG.info("PostgreSQL is back.");
                return true;
            }
            LOG.atLevel(quietly ? Level.DEBUG : Level.WARN)
                    .log("PostgreSQL does not start; see postgres.log. It is tried again and again.");
        } catch (IOException | RuntimeException e) {
            // What is scarce now (processes, room on the disk) may not be at the next attempt.
            LOG.atLevel(quietly ? Level.DEBUG : Level.WARN)
                    .setCause(e)
                    .log("PostgreSQL could not be started again. It is tried again and again.");
        }
        return false;
    }

    private synchronized Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts++, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        Thread reviving;
        synchronized (this) {
            closed = true;
            reviving = worker;
        }
        if (reviving != null) {
            reviving.interrupt();
            try {
                reviving.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package io.omni.api.storage;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a server again when its process ends unasked: with growing pauses, and not for ever. */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final int ATTEMPTS = 10;
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
        try {
            while (mayTry()) {
                Thread.sleep(pause());
                if (!isClosed() && succeeds()) {
                    LOG.info("PostgreSQL is back.");
                    return;
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean succeeds() throws InterruptedException {
        try {
            return restart.attempt();
        } catch (IOException | RuntimeException e) {
            // What is scarce now (processes, room on the disk) may not be at the next attempt.
            LOG.warn("PostgreSQL could not be started again.", e);
            return false;
        }
    }

    private synchronized boolean mayTry() {
        if (closed) {
            return false;
        }
        if (attempts >= ATTEMPTS) {
            LOG.error(
                    "PostgreSQL ended {} times in a row and is left down; see postgres.log, then restart the program.",
                    attempts);
            return false;
        }
        attempts++;
        return true;
    }

    private synchronized Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (attempts - 1));
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

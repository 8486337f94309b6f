package io.omni.api.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;

/** Does the housekeeping once an hour. */
final class Housekeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private static final Duration REST = Duration.ofHours(1);

    private final ObjectProvider<Housekeeping> chores;
    private final Thread thread;

    Housekeeper(ObjectProvider<Housekeeping> chores) {
        this.chores = chores;
        this.thread = Thread.ofVirtual().name("housekeeping").start(this::run);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                TimeUnit.NANOSECONDS.sleep(REST.toNanos());
                chores.forEach(Housekeeping::sweep);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (DataAccessException e) {
                LOG.debug("The housekeeping is left for the next hour: {}", e.getMessage());
            }
        }
    }
}

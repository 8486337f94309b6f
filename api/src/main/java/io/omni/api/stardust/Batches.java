package io.omni.api.stardust;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what many threads hand in written by one, many at once and in their order. A batch that can't be written is tried again until
 * it is.
 *
 * @param <T> what is handed in
 */
final class Batches<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
    private static final int MOST_AT_ONCE = 2_000;
    private static final Duration LOOK_ANYWAY = Duration.ofMillis(200);
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final String name;
    private final Duration gathering;
    private final Writer<T> writer;
    private final LinkedBlockingQueue<T> queue = new LinkedBlockingQueue<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    /**
     * Batches that nobody writes yet.
     *
     * @param name of the thread
     * @param gathering how long the first of a batch waits for others
     * @param writer writes a batch; it is not empty
     */
    Batches(String name, Duration gathering, Writer<T> writer) {
        this.name = name;
        this.gathering = gathering;
        this.writer = writer;
    }

    void add(T entry) {
        queue.add(entry);
    }

    /** How many have been handed in and aren't in a batch yet. */
    int waiting() {
        return queue.size();
    }

    boolean isRunning() {
        return running;
    }

    void start() {
        running = true;
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /** Tells it to write what is left and to end. */
    void finish() {
        running = false;
    }

    /** Waits until it has ended; at most ten seconds. */
    void awaitEnd() {
        Thread writing = thread;
        if (writing != null) {
            try {
                writing.join(LONGEST_STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        List<T> batch = new ArrayList<>();
        while (running || !queue.isEmpty()) {
            try {
                gather(batch);
                write(batch);
                batch.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void gather(List<T> batch) throws InterruptedException {
        T first = queue.poll(LOOK_ANYWAY.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            if (running && !gathering.isZero()) {
                TimeUnit.MILLISECONDS.sleep(gathering.toMillis());
            }
            queue.drainTo(batch, MOST_AT_ONCE - 1);
        }
    }

    private void write(List<T> batch) throws InterruptedException {
        boolean written = batch.isEmpty();
        while (!written) {
            try {
                writer.write(batch);
                written = true;
            } catch (RuntimeException e) {
                // Whatever it is: without this thread nothing would ever be written again.
                LOG.warn("{}: {} wait to be written to the ledger: {}", name, batch.size(), e.toString());
                if (!running) {
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(BEFORE_NEXT_TRY.toMillis());
            }
        }
    }

    /** Writes a batch, all of it or nothing. */
    @FunctionalInterface
    interface Writer<T> {
        void write(List<T> batch) throws InterruptedException;
    }
}

package io.omni.command.metrics;

import io.omni.command.eventstore.NodeId;
import io.omni.events.id.Ids;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts and times what this node does, by minute, and writes the minutes to {@code minute_metric} every second. A kill loses at most
 * what was counted since the last writing.
 */
@Component
public class MinuteMetrics {
    /** The kind of requests that the API answered; its one name is empty. */
    public static final String HTTP = "http";

    /** The kind of calls to services, by catalogue name. */
    public static final String SERVICE = "service";

    /** The kind of searches in the knowledge services, by catalogue name. */
    public static final String KNOWLEDGE = "knowledge";

    private static final Logger LOG = LoggerFactory.getLogger(MinuteMetrics.class);
    /** At two significant digits a percentile is off by at most one in a hundred. */
    private static final int DIGITS = 2;

    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final Duration WRITE_EVERY = Duration.ofSeconds(1);
    private static final Duration KEEP = Duration.ofDays(8);
    private static final int WRITES_BETWEEN_CLEANINGS = 3_600;

    private static final String WRITE = "INSERT INTO minute_metric (source, minute, kind, name, count, errors, micros,"
            + " digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, name, minute, source) DO UPDATE SET"
            + " count = excluded.count, errors = excluded.errors, micros = excluded.micros, digest = excluded.digest";

    private final Map<Key, Cell> cells = new ConcurrentHashMap<>();
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final String source;
    private volatile boolean closing;

    MinuteMetrics(@Qualifier("processingDataSource") DataSource processing, Clock clock, NodeId node) {
        this.jdbc = new JdbcTemplate(processing);
        this.clock = clock;
        // A node that starts again within a minute must not overwrite what it counted before.
        this.source = node.value() + "/" + Ids.next("run");
    }

    /**
     * Counts one of something.
     *
     * @param kind what kind of thing, for example {@link #SERVICE}
     * @param name which one of its kind
     * @param nanos how long it took
     * @param failed whether it failed
     */
    public void count(String kind, String name, long nanos, boolean failed) {
        Key key = new Key(clock.instant().truncatedTo(ChronoUnit.MINUTES), kind, name);
        long micros = Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS);
        // In the map's own lock, so that a cell that is being forgotten takes no more.
        cells.compute(key, (_, cell) -> {
            Cell counting = cell == null ? new Cell() : cell;
            counting.add(micros, failed);
            return counting;
        });
    }

    /** Writes what has been counted since the last time. */
    public synchronized void write() {
        Instant oldest = clock.instant().minus(2, ChronoUnit.MINUTES);
        List<Key> changed = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (Key key : cells.keySet()) {
            cells.computeIfPresent(key, (_, cell) -> {
                if (!cell.dirty) {
                    return key.minute.isBefore(oldest) ? null : cell;
                }
                rows.add(cell.row(key));
                changed.add(key);
                cell.dirty = false;
                return cell;
            });
        }
        if (rows.isEmpty()) {
            return;
        }
        try {
            jdbc.batchUpdate(WRITE, rows, rows.size(), (statement, row) -> {
                statement.setString(1, source);
                statement.setTimestamp(2, Timestamp.from(row.key.minute));
                statement.setString(3, row.key.kind);
                statement.setString(4, row.key.name);
                statement.setLong(5, row.count);
                statement.setLong(6, row.errors);
                statement.setLong(7, row.micros);
                statement.setBytes(8, row.digest);
            });
        } catch (RuntimeException e) {
            changed.forEach(key -> cells.computeIfPresent(key, (_, cell) -> {
                cell.dirty = true;
                return cell;
            }));
            throw e;
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofVirtual().name("minute-metrics").start(this::writeOnAndOn);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        closing = true;
        tryToWrite();
    }

    private void writeOnAndOn() {
        for (int writes = 0; !closing; writes++) {
            try {
                TimeUnit.NANOSECONDS.sleep(WRITE_EVERY.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            tryToWrite();
            if (writes % WRITES_BETWEEN_CLEANINGS == 0) {
                tryToClean();
            }
        }
    }

    private void tryToWrite() {
        try {
            write();
        } catch (RuntimeException e) {
            LOG.debug("What was counted could not be written; it is tried again", e);
        }
    }

    private void tryToClean() {
        try {
            jdbc.update(
                    "DELETE FROM minute_metric WHERE minute < ?",
                    Timestamp.from(clock.instant().minus(KEEP)));
        } catch (RuntimeException e) {
            LOG.debug("Old minutes could not be removed; it is tried again in an hour", e);
        }
    }

    private record Key(Instant minute, String kind, String name) {}

    private record Row(Key key, long count, long errors, long micros, byte[] digest) {}

    /** Only touched inside the map's lock of its key. */
    private static final class Cell {
        private final Histogram digest = new Histogram(DIGITS);
        private long count;
        private long errors;
        private long micros;
        private boolean dirty;

        void add(long took, boolean failed) {
            digest.setAutoResize(true);
            digest.recordValue(took);
            count++;
            errors += failed ? 1 : 0;
            micros += took;
            dirty = true;
        }

        Row row(Key key) {
            ByteBuffer buffer = ByteBuffer.allocate(digest.getNeededByteBufferCapacity());
            int length = digest.encodeIntoCompressedByteBuffer(buffer);
            return new Row(key, count, errors, micros, Arrays.copyOf(buffer.array(), length));
        }
    }
}

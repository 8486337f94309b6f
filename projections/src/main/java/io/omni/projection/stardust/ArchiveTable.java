package io.omni.projection.stardust;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes the contents of old packets out of the database, once they lie in a file. */
@Component
public class ArchiveTable {
    private static final int PAGE = 2_000;
    private static final int PARTITION_BITS = 20;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    ArchiveTable(
            @Qualifier("processingDataSource") DataSource dataSource,
            @Qualifier("processingTransactionManager") PlatformTransactionManager transactions) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The first packet that isn't archived. */
    public long archived() {
        Long past = jdbc.queryForObject("SELECT coalesce(max(past), 0) FROM stardust_archive", Long.class);
        return past == null ? 0 : past;
    }

    /** The first packet that occurred at this time or later; the tree's size when there is none. */
    public long firstSince(Instant time) {
        Long first = jdbc.queryForObject(
                "SELECT coalesce((SELECT min(index + 0) FROM stardust_packet WHERE occurred_at >= ?),"
                        + " (SELECT size FROM stardust_tree))",
                Long.class,
                time.atOffset(ZoneOffset.UTC));
        return first == null ? 0 : first;
    }

    /** Every content of a range, in order. */
    public void each(long first, long past, Consumer<Content> visitor) {
        for (long from = first; from < past; from += PAGE) {
            List<Content> page = jdbc.query(
                    "SELECT index, bytes, salt, content FROM stardust_content WHERE index >= ? AND index < ? ORDER BY index",
                    (row, _) -> new Content(row.getLong(1), row.getBytes(2), row.getBytes(3), row.getBytes(4)),
                    from,
                    Math.min(past, from + PAGE));
            page.forEach(visitor);
        }
    }

    /** Takes a range's contents out; partitions that are archived as a whole are dropped, which frees their space at once. */
    public void remove(long first, long past, String file, String sha256, Instant at) {
        transaction.executeWithoutResult(_ -> {
            jdbc.update(
                    "INSERT INTO stardust_archive (first, past, file, sha256, archived_at) VALUES (?, ?, ?, ?, ?)",
                    first,
                    past,
                    file,
                    sha256,
                    at.atOffset(ZoneOffset.UTC));
            for (String partition : partitionsBefore(past)) {
                jdbc.execute("DROP TABLE " + partition);
            }
            jdbc.update("DELETE FROM stardust_content WHERE index >= ? AND index < ?", first, past);
        });
    }

    /** The partitions that lie wholly before an index, by the names that their maker gives them. */
    private List<String> partitionsBefore(long past) {
        List<String> names = new ArrayList<>();
        for (long number = 0; number < past >> PARTITION_BITS; number++) {
            String name = "stardust_content_p" + number;
            if (!jdbc.queryForList("SELECT 1 FROM pg_class WHERE relname = ?", name)
                    .isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * A packet's bytes and what is kept beside them.
     *
     * @param index its place
     * @param bytes its bytes
     * @param salt the salt of what it commits to
     * @param content what it commits to
     */
    public record Content(long index, byte[] bytes, byte @Nullable [] salt, byte @Nullable [] content) {}
}

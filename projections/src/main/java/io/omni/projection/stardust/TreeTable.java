package io.omni.projection.stardust;

import io.omni.events.tlog.Frontier;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The one row that says how large the tree is. Whoever holds it is the only appender. */
@Component
class TreeTable {
    private static final String LOCK = "SELECT size, root, frontier FROM stardust_tree FOR UPDATE";

    private final JdbcTemplate jdbc;

    TreeTable(@Qualifier("processingDataSource") DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Waits for the row and holds it until the transaction ends. */
    Row lock() {
        List<Row> rows = read(LOCK);
        if (rows.size() != 1) {
            throw new IllegalStateException("the ledger's tree has " + rows.size() + " rows instead of one");
        }
        return rows.getFirst();
    }

    /** Holds the row until the transaction ends, unless somebody else holds it now. */
    Optional<Row> lockIfFree() {
        return read(LOCK + " SKIP LOCKED").stream().findFirst();
    }

    private List<Row> read(String query) {
        return jdbc.query(query, (row, _) -> new Row(row.getLong(1), row.getBytes(2), row.getBytes(3)));
    }

    /**
     * Writes what the tree has grown to.
     *
     * @param before the size that it grew from
     * @throws IllegalStateException when it has another size; nothing may be committed then
     */
    void grow(long before, Frontier frontier) {
        int changed = jdbc.update(
                "UPDATE stardust_tree SET size = ?, root = ?, frontier = ?, grown_at = now() WHERE size = ?",
                frontier.size(),
                frontier.root(),
                frontier.bytes(),
                before);
        if (changed != 1) {
            throw new IllegalStateException("the ledger's tree has grown elsewhere; this batch is tried again");
        }
    }

    /** The tree as it is stored. */
    record Row(long size, byte[] root, byte[] frontier) {}
}

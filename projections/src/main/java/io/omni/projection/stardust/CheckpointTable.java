package io.omni.projection.stardust;

import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps the last checkpoint that was signed, and what was made known of it. */
@Component
public class CheckpointTable {
    private final JdbcTemplate jdbc;

    CheckpointTable(@Qualifier("processingDataSource") DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Keeps a checkpoint, unless another node has signed one of a larger tree.
     *
     * @return whether it is the one that is kept now
     */
    public boolean keep(long size, String note, Instant signedAt) {
        return jdbc.update(
                        "INSERT INTO stardust_checkpoint (size, note, signed_at) VALUES (?, ?, ?) ON CONFLICT (one) DO UPDATE"
                                + " SET size = excluded.size, note = excluded.note, signed_at = excluded.signed_at"
                                + " WHERE stardust_checkpoint.size <= excluded.size",
                        size,
                        note,
                        signedAt.atOffset(ZoneOffset.UTC))
                == 1;
    }

    /**
     * Takes on to make the kept checkpoint known, if it is time. The event of a checkpoint is a packet too; so a tree that has grown
     * by nothing else since the last one needs no new one, or it would grow for ever.
     *
     * @param size the checkpoint's
     * @param now the time
     * @param earliest only if the last one was made known before this
     * @return whether the caller has to make it known now; nobody else will
     */
    public boolean claimPublication(long size, Instant now, Instant earliest) {
        return jdbc.update(
                        "UPDATE stardust_checkpoint SET published_size = ?, published_at = ?"
                                + " WHERE published_size < ? AND published_at < ? AND EXISTS"
                                + " (SELECT 1 FROM stardust_packet WHERE index >= published_size AND index < ?"
                                + " AND entity_type <> 'stardust')",
                        size,
                        now.atOffset(ZoneOffset.UTC),
                        size,
                        earliest.atOffset(ZoneOffset.UTC),
                        size)
                == 1;
    }
}

package io.omni.command.content.media;

import io.omni.events.content.StoredFile;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What lies in one store, as the database knows it. Nodes that don't share a folder have stores of their own. */
final class MediaTable {
    private static final String PUT =
            "INSERT INTO media_object (store, sha256, kind, media_type, extension, bytes, stored_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (store, sha256) DO UPDATE SET stored_at = excluded.stored_at";

    private final JdbcTemplate jdbc;
    private final String store;

    MediaTable(DataSource processing, String store) {
        this.jdbc = new JdbcTemplate(processing);
        this.store = store;
    }

    void put(StoredFile file, MediaKind kind, Instant now) {
        jdbc.update(
                PUT,
                store,
                file.sha256(),
                kind.wireName(),
                file.mediaType(),
                file.extension(),
                file.bytes(),
                now.atOffset(ZoneOffset.UTC));
    }

    /** How many bytes lie in the store. */
    long total() {
        Long total = jdbc.queryForObject(
                "SELECT coalesce(sum(bytes), 0) FROM media_object WHERE store = ?", Long.class, store);
        return total == null ? 0 : total;
    }

    boolean has(String sha256) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT EXISTS (SELECT 1 FROM media_object WHERE store = ? AND sha256 = ?)",
                Boolean.class,
                store,
                sha256));
    }

    /** What was put in last before a time. */
    List<String> before(MediaKind kind, Instant time) {
        return jdbc.queryForList(
                "SELECT sha256 FROM media_object WHERE store = ? AND kind = ? AND stored_at < ? ORDER BY stored_at",
                String.class,
                store,
                kind.wireName(),
                time.atOffset(ZoneOffset.UTC));
    }

    /** Everything, by hash. */
    List<String> all() {
        return jdbc.queryForList(
                "SELECT sha256 FROM media_object WHERE store = ? ORDER BY sha256", String.class, store);
    }

    /** Takes a row out if it was not put in again since. */
    boolean remove(String sha256, Instant before) {
        return jdbc.update(
                        "DELETE FROM media_object WHERE store = ? AND sha256 = ? AND stored_at < ?",
                        store,
                        sha256,
                        before.atOffset(ZoneOffset.UTC))
                > 0;
    }
}

package io.omni.projection.stardust;

import io.omni.events.stardust.Commitment;
import io.omni.events.stardust.PacketKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes {@code stardust_inbox}, on the connection of the transaction that is under way. */
@Component
class InboxTable {
    private static final String ADD = "INSERT INTO stardust_inbox"
            + " (kind, entity_type, entity_id, trace_id, actor, source, occurred_at, payload, salt, digest, content, parents)"
            + " SELECT r.kind, r.entity_type, r.entity_id, r.trace_id, r.actor, r.source, r.occurred_at, r.payload, r.salt,"
            + " r.digest, r.content, r.parents"
            + " FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[],"
            + " ?::bytea[], ?::bytea[], ?::bytea[], ?::text[]) WITH ORDINALITY"
            + " AS r (kind, entity_type, entity_id, trace_id, actor, source, occurred_at, payload, salt, digest, content,"
            + " parents, place) ORDER BY r.place";
    private static final String TAKE = "DELETE FROM stardust_inbox WHERE id IN"
            + " (SELECT id FROM stardust_inbox ORDER BY id LIMIT ?) RETURNING id, kind, entity_type, entity_id, trace_id,"
            + " actor, source, occurred_at, payload, salt, digest, content, parents";
    // Counting would read all that was taken out since the last vacuum.
    private static final String SPAN = "SELECT (SELECT id FROM stardust_inbox ORDER BY id DESC LIMIT 1)"
            + " - (SELECT id FROM stardust_inbox ORDER BY id LIMIT 1) + 1";
    private static final String BETWEEN_PARENTS = "\n";

    private final JdbcTemplate jdbc;

    InboxTable(@Qualifier("processingDataSource") DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    void add(List<PacketDraft> drafts) {
        jdbc.update(
                ADD,
                statement -> new Columns<>(statement, drafts)
                        .texts(d -> d.kind().wireName())
                        .texts(PacketDraft::entityType)
                        .texts(PacketDraft::entityId)
                        .texts(PacketDraft::traceId)
                        .texts(PacketDraft::actor)
                        .texts(PacketDraft::source)
                        .times(PacketDraft::occurredAt)
                        .texts(PacketDraft::payload)
                        .bytes(d ->
                                d.commitment() == null ? null : d.commitment().salt())
                        .bytes(d ->
                                d.commitment() == null ? null : d.commitment().digest())
                        .bytes(PacketDraft::content)
                        .texts(d -> String.join(BETWEEN_PARENTS, d.parents())));
    }

    /** Takes the oldest ones out, in their order. */
    List<PacketDraft> take(int most) {
        return jdbc.query(TAKE, (row, _) -> new Taken(row.getLong("id"), draft(row)), most).stream()
                .sorted(Comparator.comparingLong(Taken::id))
                .map(Taken::draft)
                .toList();
    }

    /** About how many wait: as many as there are ids from the oldest to the newest, and of those few were never used. */
    long waiting() {
        Long span = jdbc.queryForObject(SPAN, Long.class);
        return span == null ? 0 : span;
    }

    private static PacketDraft draft(ResultSet row) throws SQLException {
        String parents = row.getString("parents");
        return new PacketDraft(
                PacketKind.of(row.getString("kind"))
                        .orElseThrow(() -> new IllegalStateException("the inbox holds a packet of no kind")),
                row.getString("entity_type"),
                row.getString("entity_id"),
                row.getString("trace_id"),
                row.getString("actor"),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("source"),
                row.getString("payload"),
                commitment(row.getBytes("salt"), row.getBytes("digest")),
                row.getBytes("content"),
                parents.isEmpty() ? List.of() : List.of(parents.split(BETWEEN_PARENTS)));
    }

    private static @Nullable Commitment commitment(byte @Nullable [] salt, byte @Nullable [] digest) {
        return salt == null || digest == null ? null : new Commitment(salt, digest);
    }

    private record Taken(long id, PacketDraft draft) {}
}

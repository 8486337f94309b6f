package io.omni.query.stardust;

import io.omni.events.stardust.EntityTypes;
import io.omni.query.Counts;
import io.omni.query.stardust.PacketDetail.ContentState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads packets from the database. */
@Component
class PacketRows {
    private static final String ENTRY = "p.packet_id, p.index, p.kind, p.entity_type, p.entity_id, p.actor, p.trace_id,"
            + " p.occurred_at, ARRAY(SELECT encode(q.packet_id, 'hex') FROM stardust_packet q"
            + " WHERE q.index = ANY (p.parents) ORDER BY q.packet_id) AS parent_ids";
    // Times and indices rise nearly together, so the BRIN index finds this in no time. The sum keeps the planner from
    // walking the
    // primary key from its beginning instead.
    private static final String FIRST_SINCE = "SELECT min(index + 0) FROM stardust_packet WHERE occurred_at >= ?";

    private final JdbcTemplate jdbc;

    PacketRows(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** The newest packets beneath an index. */
    List<PacketEntry> page(PacketFilter filter, long beneath, int count) {
        List<Object> arguments = new ArrayList<>(List.of(beneath));
        String where = where(filter, arguments);
        if (where == null) {
            return List.of();
        }
        arguments.add(count);
        return jdbc.query(
                "SELECT " + ENTRY + " FROM stardust_packet p" + where + " ORDER BY p.index DESC LIMIT ?",
                (row, _) -> entry(row),
                arguments.toArray());
    }

    /** How many packets there are. */
    long count(PacketFilter filter) {
        List<Object> arguments = new ArrayList<>(List.of(Long.MAX_VALUE));
        String where = where(filter, arguments);
        return where == null
                ? 0
                : Counts.of(jdbc, "SELECT count(*) FROM stardust_packet p" + where, arguments.toArray());
    }

    /** The conditions on packets beneath an index, the first argument; null when there can't be any. */
    private @Nullable String where(PacketFilter filter, List<Object> arguments) {
        StringBuilder where = new StringBuilder(" WHERE p.index < ?");
        add(where, arguments, "p.kind = ?", filter.kind());
        if (filter.entityType() != null && filter.entityId() != null) {
            add(where, arguments, "p.entity_type = ANY (?)", types(filter.entityType()));
        } else {
            add(where, arguments, "p.entity_type = ?", filter.entityType());
        }
        add(where, arguments, "p.entity_id = ?", filter.entityId());
        add(where, arguments, "p.trace_id = ?", filter.traceId());
        add(where, arguments, "p.actor = ?", filter.actor());
        if (filter.since() != null) {
            Object since = filter.since().atOffset(ZoneOffset.UTC);
            Long first = jdbc.queryForObject(FIRST_SINCE, Long.class, since);
            if (first == null) {
                return null;
            }
            add(where, arguments, "p.index >= ?", first);
            add(where, arguments, "p.occurred_at >= ?", since);
        }
        return where.toString();
    }

    Optional<PacketDetail> detail(byte[] packetId) {
        return jdbc
                .query(
                        "SELECT " + ENTRY + ", p.leaf_hash, c.bytes, c.content IS NOT NULL AS kept,"
                                + " c.erased_at IS NOT NULL AS erased FROM stardust_packet p"
                                + " LEFT JOIN stardust_content c ON c.index = p.index WHERE p.packet_id = ?",
                        (row, _) -> detail(row),
                        packetId)
                .stream()
                .findFirst();
    }

    List<PacketEntry> at(Collection<Long> indices) {
        return jdbc.query(
                "SELECT " + ENTRY + " FROM stardust_packet p WHERE p.index = ANY (?) ORDER BY p.index",
                (row, _) -> entry(row),
                (Object) indices.toArray(Long[]::new));
    }

    /** The indices of the newest packets of an entity. */
    List<Long> newestOf(String entityType, String entityId, boolean apiCalls, int count) {
        return jdbc.queryForList(
                "SELECT index FROM stardust_packet WHERE entity_type = ANY (?) AND entity_id = ?"
                        + (apiCalls ? "" : " AND kind NOT IN ('api_request', 'api_response')")
                        + " ORDER BY index DESC LIMIT ?",
                Long.class,
                types(entityType),
                entityId,
                count);
    }

    /** Also as packets called it at first. */
    private static String[] types(String entityType) {
        return Stream.of(entityType, EntityTypes.formerly(entityType))
                .distinct()
                .toArray(String[]::new);
    }

    /** The indices of these packets' parents. */
    List<Long> parentsOf(Collection<Long> indices) {
        return jdbc.queryForList(
                "SELECT DISTINCT unnest(parents) FROM stardust_packet WHERE index = ANY (?)", Long.class, (Object)
                        indices.toArray(Long[]::new));
    }

    /** The packets that were made of these events, by the events' ids. */
    Map<String, PacketRef> ofEvents(Collection<String> eventIds) {
        Map<String, PacketRef> found = HashMap.newHashMap(eventIds.size());
        jdbc.query(
                "SELECT source, packet_id, index FROM stardust_packet WHERE kind = 'event' AND source = ANY (?)",
                row -> {
                    found.put(row.getString(1), new PacketRef(hex(row.getBytes(2)), row.getLong(3)));
                },
                (Object) eventIds.toArray(String[]::new));
        return found;
    }

    private static PacketDetail detail(ResultSet row) throws SQLException {
        byte[] bytes = row.getBytes("bytes");
        ContentState state;
        if (bytes == null) {
            state = ContentState.ARCHIVED;
        } else if (row.getBoolean("erased")) {
            state = ContentState.ERASED;
        } else {
            state = row.getBoolean("kept") ? ContentState.KEPT : ContentState.NONE;
        }
        return new PacketDetail(entry(row), row.getBytes("leaf_hash"), bytes, state);
    }

    private static PacketEntry entry(ResultSet row) throws SQLException {
        return new PacketEntry(
                hex(row.getBytes("packet_id")),
                row.getLong("index"),
                row.getString("kind"),
                row.getString("entity_type"),
                row.getString("entity_id"),
                row.getString("actor"),
                row.getString("trace_id"),
                row.getTimestamp("occurred_at").toInstant(),
                List.of((String[]) row.getArray("parent_ids").getArray()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static void add(StringBuilder where, List<Object> arguments, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(" AND ").append(condition);
            arguments.add(value);
        }
    }
}

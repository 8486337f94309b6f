package io.omni.projection.stardust;

import io.omni.events.stardust.EntityTypes;
import io.omni.events.tlog.Hashing;
import io.omni.events.tlog.Tile;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads and writes packets, contents and tiles, on the connection of the transaction that is under way. */
@Component
class PacketTable {
    private static final int PARTITION_BITS = 20;
    private static final String ADD_PACKETS = "INSERT INTO stardust_packet"
            + " (index, packet_id, leaf_hash, kind, entity_type, entity_id, trace_id, actor, source, occurred_at, parents)"
            + " SELECT index, packet_id, leaf_hash, kind, entity_type, entity_id, trace_id, actor, source, occurred_at,"
            + " parents::bigint[]"
            + " FROM unnest(?::bigint[], ?::bytea[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
            + " ?::text[], ?::timestamptz[], ?::text[]) AS r (index, packet_id, leaf_hash, kind, entity_type, entity_id,"
            + " trace_id, actor, source, occurred_at, parents)";
    private static final String ADD_CONTENTS = "INSERT INTO stardust_content (index, bytes, salt, content)"
            + " SELECT * FROM unnest(?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[])";
    private static final String ADD_TILES = "INSERT INTO stardust_tile (level, number, root, hashes)"
            + " SELECT * FROM unnest(?::integer[], ?::bigint[], ?::bytea[], ?::bytea[])";
    // In two halves, each of which the index gives in its order.
    private static final String LAST_OF_ENTITIES = "SELECT e.type, e.id, p.index, p.packet_id"
            + " FROM unnest(?::text[], ?::text[], ?::text[]) AS e (type, former, id),"
            + " LATERAL ((SELECT index, packet_id FROM stardust_packet"
            + " WHERE entity_type = e.type AND entity_id = e.id AND kind NOT IN ('api_request', 'api_response')"
            + " ORDER BY index DESC LIMIT 1) UNION ALL (SELECT index, packet_id FROM stardust_packet"
            + " WHERE e.former <> e.type AND entity_type = e.former AND entity_id = e.id"
            + " AND kind NOT IN ('api_request', 'api_response') ORDER BY index DESC LIMIT 1)"
            + " ORDER BY index DESC LIMIT 1) p";
    private static final String OF_EVENTS =
            "SELECT source, index, packet_id FROM stardust_packet WHERE kind = 'event' AND source = ANY (?)";
    private static final String OF_OTHERS = "SELECT source, index, packet_id FROM stardust_packet"
            + " WHERE kind <> 'event' AND source IS NOT NULL AND source = ANY (?) ORDER BY index";

    private final JdbcTemplate jdbc;

    PacketTable(@Qualifier("processingDataSource") DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    void add(List<PacketRow> rows, List<Tile> tiles) {
        jdbc.update(
                ADD_PACKETS,
                statement -> new Columns<>(statement, rows)
                        .longs(PacketRow::index)
                        .bytes(PacketRow::packetId)
                        .bytes(PacketRow::leafHash)
                        .texts(r -> r.packet().kind().wireName())
                        .texts(r -> r.packet().entityType())
                        .texts(r -> r.packet().entityId())
                        .texts(r -> r.packet().traceId())
                        .texts(r -> r.packet().actor())
                        .texts(PacketRow::source)
                        .times(r -> r.packet().occurredAt())
                        .texts(r -> r.parents().toString().replace('[', '{').replace(']', '}')));
        jdbc.update(
                ADD_CONTENTS,
                statement -> new Columns<>(statement, rows)
                        .longs(PacketRow::index)
                        .bytes(PacketRow::bytes)
                        .bytes(PacketRow::salt)
                        .bytes(PacketRow::content));
        if (!tiles.isEmpty()) {
            jdbc.update(
                    ADD_TILES,
                    statement -> new Columns<>(statement, tiles)
                            .integers(Tile::level)
                            .longs(Tile::number)
                            .bytes(Tile::root)
                            .bytes(Tile::hashes));
        }
    }

    /** Makes the partitions that the packets of a range belong into, where they are missing. */
    void ensurePartitions(long first, long past) {
        for (long number = first >> PARTITION_BITS; number <= (past - 1) >> PARTITION_BITS; number++) {
            jdbc.query("SELECT ensure_stardust_partition(?)", _ -> {}, number);
        }
    }

    /** The first index beyond the partition that holds an index. */
    static long endOfPartition(long index) {
        return ((index >> PARTITION_BITS) + 1) << PARTITION_BITS;
    }

    /** The last packet of each entity that isn't a call of the API. */
    Map<EntityKey, Placed> lastOf(Collection<EntityKey> entities) {
        Map<EntityKey, Placed> found = new HashMap<>();
        String[] types = entities.stream().map(EntityKey::type).toArray(String[]::new);
        String[] former = entities.stream()
                .map(entity -> EntityTypes.formerly(entity.type()))
                .toArray(String[]::new);
        String[] ids = entities.stream().map(EntityKey::id).toArray(String[]::new);
        jdbc.query(
                LAST_OF_ENTITIES,
                row -> {
                    found.put(
                            new EntityKey(row.getString(1), row.getString(2)),
                            new Placed(row.getLong(3), HexFormat.of().formatHex(row.getBytes(4))));
                },
                types,
                former,
                ids);
        return found;
    }

    /** The packets that were made of these sources; the last one where there are several. */
    Map<String, Placed> ofSources(Collection<String> sources, boolean events) {
        Map<String, Placed> found = new HashMap<>();
        jdbc.query(
                events ? OF_EVENTS : OF_OTHERS,
                row -> {
                    found.put(
                            row.getString(1),
                            new Placed(row.getLong(2), HexFormat.of().formatHex(row.getBytes(3))));
                },
                (Object) sources.toArray(String[]::new));
        return found;
    }

    boolean has(byte[] packetId) {
        return !jdbc.queryForList("SELECT 1 FROM stardust_packet WHERE packet_id = ?", packetId)
                .isEmpty();
    }

    /** The hashes of a level's last tile as far as there are any: of leaves, or of the tiles beneath. */
    byte[] lastTile(int level, long size) {
        long entries = size >> (level * Tile.HEIGHT);
        long first = entries - entries % Tile.WIDTH;
        List<byte[]> hashes = level == 0
                ? jdbc.query(
                        "SELECT leaf_hash FROM stardust_packet WHERE index >= ? ORDER BY index",
                        (row, _) -> row.getBytes(1),
                        first)
                : jdbc.query(
                        "SELECT root FROM stardust_tile WHERE level = ? AND number >= ? ORDER BY number",
                        (row, _) -> row.getBytes(1),
                        level - 1,
                        first);
        byte[] row = new byte[hashes.size() * Hashing.BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(Hashing.checked(hashes.get(i)), 0, row, i * Hashing.BYTES, Hashing.BYTES);
        }
        return row;
    }

    /** An entity. */
    record EntityKey(String type, String id) {}
}

package io.omni.query.stardust;

import io.omni.events.tlog.BadProof;
import io.omni.events.tlog.Proofs;
import io.omni.events.tlog.TreeReader;
import io.omni.query.Cursor;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Answers questions about the ledger. Proofs are made against the last signed checkpoint, and checked before they are given out. */
@Service
public class StardustQueries {
    private static final String LIST = "packets";
    private static final int OWN_IN_LINEAGE = 200;
    private static final int MOST_IN_LINEAGE = 500;

    private final PacketRows packets;
    private final TileRows tiles;
    private final JdbcTemplate jdbc;

    StardustQueries(PacketRows packets, TileRows tiles, DataSource dataSource) {
        this.packets = packets;
        this.tiles = tiles;
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * A page of packets, newest first.
     *
     * @param cursor where the page before ended; null for the first page
     * @throws io.omni.query.BadCursor when it is no cursor of this list
     */
    public PacketPage packets(PacketFilter filter, int limit, @Nullable String cursor) {
        long beneath =
                cursor == null ? Long.MAX_VALUE : Cursor.read(LIST, 1, cursor).position(0);
        List<PacketEntry> found = packets.page(filter, beneath, limit + 1);
        List<PacketEntry> page = found.subList(0, Math.min(limit, found.size()));
        return new PacketPage(
                page, found.size() > limit ? Cursor.write(LIST, page.getLast().index()) : null);
    }

    /** How many packets there are. */
    public long count(PacketFilter filter) {
        return packets.count(filter);
    }

    /**
     * One packet.
     *
     * @param packetId any text
     */
    public Optional<PacketDetail> packet(String packetId) {
        return packetId.matches("[0-9a-f]{64}") ? packets.detail(HexFormat.of().parseHex(packetId)) : Optional.empty();
    }

    /**
     * Proves that a packet is in the ledger.
     *
     * @return empty while no signed checkpoint covers it
     * @throws BadProof when the ledger was changed behind its back
     */
    public Optional<InclusionProof> proof(PacketDetail packet) {
        long index = packet.entry().index();
        return checkpoint().filter(signed -> signed.size() > index).map(signed -> {
            byte[] root = Base64.getDecoder().decode(signed.note().split("\n", 4)[2]);
            List<byte[]> path = new TreeReader(tiles, signed.size()).inclusion(index);
            Proofs.inclusion(index, signed.size(), packet.leafHash(), path, root);
            return new InclusionProof(index, signed.size(), packet.bytes(), path, root, signed.note());
        });
    }

    /**
     * Proves that the tree of one size continues that of a smaller one.
     *
     * @param from 1..to
     * @param to at most the tree's size
     * @throws BadProof when there is no such proof
     */
    public ConsistencyProof consistency(long from, long to) {
        if (to > head().size()) {
            throw new BadProof("the tree isn't that large yet");
        }
        TreeReader reader = new TreeReader(tiles, to);
        List<byte[]> path = reader.consistency(from);
        ConsistencyProof proof = new ConsistencyProof(from, to, reader.root(from), reader.root(), path);
        Proofs.consistency(from, to, path, proof.fromRoot(), proof.toRoot());
        return proof;
    }

    /** The last signed checkpoint; empty before the first. */
    public Optional<SignedCheckpoint> checkpoint() {
        return jdbc
                .query(
                        "SELECT size, note, signed_at FROM stardust_checkpoint",
                        (row, _) -> new SignedCheckpoint(
                                row.getLong(1),
                                row.getString(2),
                                row.getTimestamp(3).toInstant()))
                .stream()
                .findFirst();
    }

    /** The frontier of the tree's first packets, as it is stored. */
    public byte[] frontier(long first) {
        return new TreeReader(tiles, first).frontier(first);
    }

    /** How large the tree is. */
    public TreeHead head() {
        return jdbc.query(
                        "SELECT size, root FROM stardust_tree",
                        (row, _) -> new TreeHead(row.getLong(1), row.getBytes(2)))
                .getFirst();
    }

    /** The graph of the packets behind an entity; empty when the ledger has none of it. */
    public Optional<Lineage> lineage(String entityType, String entityId) {
        List<Long> own = packets.newestOf(entityType, entityId, false, OWN_IN_LINEAGE + 1);
        if (own.isEmpty()) {
            own = packets.newestOf(entityType, entityId, true, OWN_IN_LINEAGE + 1);
        }
        if (own.isEmpty()) {
            return Optional.empty();
        }
        boolean truncated = own.size() > OWN_IN_LINEAGE;
        TreeSet<Long> graph = new TreeSet<>(own.subList(0, Math.min(OWN_IN_LINEAGE, own.size())));
        Collection<Long> fringe = List.copyOf(graph);
        while (!fringe.isEmpty() && graph.size() < MOST_IN_LINEAGE) {
            List<Long> parents = packets.parentsOf(fringe).stream()
                    .filter(i -> !graph.contains(i))
                    .toList();
            fringe = parents.subList(0, Math.min(parents.size(), MOST_IN_LINEAGE - graph.size()));
            truncated |= fringe.size() < parents.size();
            graph.addAll(fringe);
        }
        return Optional.of(lineage(packets.at(graph), truncated));
    }

    /** The packets that were made of these events, by the events' ids; those that aren't in the ledger yet are missing. */
    public Map<String, PacketRef> ofEvents(Collection<String> eventIds) {
        return packets.ofEvents(eventIds);
    }

    private static Lineage lineage(List<PacketEntry> entries, boolean truncated) {
        Set<String> shown = entries.stream().map(PacketEntry::packetId).collect(Collectors.toSet());
        List<Lineage.Edge> edges = new ArrayList<>();
        boolean more = truncated;
        for (PacketEntry entry : entries) {
            for (String parent : entry.parents()) {
                if (shown.contains(parent)) {
                    edges.add(new Lineage.Edge(parent, entry.packetId()));
                } else {
                    more = true;
                }
            }
        }
        return new Lineage(entries, edges, more);
    }
}

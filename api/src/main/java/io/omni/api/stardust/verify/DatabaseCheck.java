package io.omni.api.stardust.verify;

import io.omni.events.stardust.Commitment;
import io.omni.events.stardust.Packet;
import io.omni.events.tlog.BadProof;
import io.omni.events.tlog.Checkpoint;
import io.omni.events.tlog.Frontier;
import io.omni.events.tlog.Hashing;
import io.omni.events.tlog.NoteKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole ledger in one pass, in one snapshot of the database: every packet against its id, its leaf, its columns, its content
 * and its parents; every tile against the leaves; the tree's row against all of them; the events of the store against their packets;
 * and, last but most, the roots that were signed.
 */
public final class DatabaseCheck {
    private static final int FETCH = 2_000;
    private static final String PACKETS =
            "SELECT p.index, p.packet_id, p.leaf_hash, p.kind, p.entity_type, p.entity_id,"
                    + " p.trace_id, p.actor, p.source, p.occurred_at, p.parents, c.bytes, c.salt, c.content,"
                    + " c.erased_at IS NOT NULL AS erased, c.index IS NOT NULL AS has_content"
                    + " FROM stardust_packet p LEFT JOIN stardust_content c ON c.index = p.index ORDER BY p.index";

    private final Connection connection;
    private final NoteKey key;
    private final List<Checkpoint> checkpoints;
    private long kept;
    private long notKept;
    private long archived;

    /**
     * A check.
     *
     * @param connection to the ledger's database, in a transaction of its own; nothing is written
     * @param key the ledger's public key
     * @param checkpoints what it is held to
     */
    public DatabaseCheck(Connection connection, NoteKey key, List<Checkpoint> checkpoints) {
        this.connection = connection;
        this.key = key;
        this.checkpoints = checkpoints.stream()
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .toList();
    }

    /**
     * Runs it. All of it must see one state of the database, so the transaction has to be a repeatable read, or nobody else may write.
     *
     * @return what was found
     * @throws BadProof for the first thing that is wrong
     */
    public Result run() throws SQLException {
        Row tree = tree();
        long past = archivedUpTo();
        Frontier frontier = Frontier.empty();
        try (TileCheck tiles = new TileCheck(connection);
                EventCheck events = new EventCheck(connection);
                ParentCheck parents = new ParentCheck(connection);
                PreparedStatement statement = connection.prepareStatement(PACKETS)) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                Signed signed = new Signed(frontier);
                while (row.next()) {
                    long index = row.getLong("index");
                    check(index == frontier.size(), frontier.size(), "the packet is missing");
                    byte[] leaf = packet(row, index, index < past, events, parents);
                    tiles.next(index, leaf);
                    frontier.append(leaf);
                    signed.compare();
                }
                signed.end();
            }
            check(tree.size() >= frontier.size(), tree.size(), "the packet lies behind the end of the tree");
            check(tree.size() == frontier.size(), frontier.size(), "the packet is missing");
            frontier(tree, frontier);
            tiles.end(frontier.size());
            storedCheckpoint(frontier);
            return new Result(frontier.size(), kept, notKept, archived, events.end());
        }
    }

    /** One packet against everything that is said of it elsewhere; its hash as a leaf. */
    private byte[] packet(ResultSet row, long index, boolean mayBeArchived, EventCheck events, ParentCheck parents)
            throws SQLException {
        byte[] id = row.getBytes("packet_id");
        byte[] leaf = row.getBytes("leaf_hash");
        byte[] bytes = row.getBytes("bytes");
        if (bytes == null) {
            check(mayBeArchived, index, "the packet's bytes are missing, and it isn't archived");
            archived++;
            parents.remember(index, id);
            events.skip(row.getString("kind"), row.getString("source"), index);
            return leaf;
        }
        check(Arrays.equals(Packet.idBytes(bytes), id), index, "the packet's bytes don't have its id");
        check(Arrays.equals(Hashing.leaf(bytes), leaf), index, "the packet's leaf isn't the hash of its bytes");
        Packet packet;
        try {
            packet = Packet.parse(bytes);
        } catch (IllegalArgumentException e) {
            throw wrong(index, "the packet isn't one");
        }
        check(
                packet.kind().wireName().equals(row.getString("kind"))
                        && packet.entityType().equals(row.getString("entity_type"))
                        && packet.entityId().equals(row.getString("entity_id"))
                        && java.util.Objects.equals(packet.traceId(), row.getString("trace_id"))
                        && java.util.Objects.equals(packet.actor(), row.getString("actor"))
                        && packet.occurredAt()
                                .equals(row.getTimestamp("occurred_at").toInstant()),
                index,
                "the packet is found under what it doesn't say");
        parents.check(index, packet, (Long[]) row.getArray("parents").getArray());
        parents.remember(index, id);
        content(row, index, packet);
        events.next(packet, row.getString("source"), index, row.getBytes("content"));
        return leaf;
    }

    private void content(ResultSet row, long index, Packet packet) throws SQLException {
        byte[] salt = row.getBytes("salt");
        byte[] content = row.getBytes("content");
        boolean erased = row.getBoolean("erased");
        if (content != null) {
            check(
                    salt != null
                            && packet.commitment() != null
                            && Commitment.to(salt, content).hex().equals(packet.commitment()),
                    index,
                    "the packet's content isn't what it commits to");
            kept++;
        } else {
            check(
                    erased || (salt == null) == (packet.commitment() == null),
                    index,
                    "the packet's salt was taken away, and it wasn't erased");
            notKept++;
        }
    }

    /** The tree's row against what was computed; the first packet under the first root of the frontier that differs is named. */
    private static void frontier(Row tree, Frontier computed) {
        byte[] right = computed.bytes();
        long first = 0;
        for (int place = 0; place * Hashing.BYTES < right.length; place++) {
            boolean same = tree.frontier().length == right.length
                    && Arrays.equals(Hashing.at(right, place), Hashing.at(tree.frontier(), place));
            check(same, first, "the frontier's root over it is wrong");
            first += Long.highestOneBit(computed.size() - first);
        }
        check(tree.frontier().length == right.length, first, "the frontier has more roots than the tree");
        check(Arrays.equals(tree.root(), computed.root()), 0, "the tree's root is wrong");
    }

    /** The checkpoint that the database keeps itself must hold, too. */
    private void storedCheckpoint(Frontier frontier) throws SQLException {
        String note = text("SELECT note FROM stardust_checkpoint");
        if (note != null) {
            Checkpoint stored = Checkpoint.open(note, key);
            check(
                    stored.size() != frontier.size() || Arrays.equals(stored.root(), frontier.root()),
                    0,
                    "the database's own checkpoint has another root");
        }
    }

    private Row tree() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT size, root, frontier FROM stardust_tree")) {
            check(row.next(), 0, "the tree's row is missing");
            return new Row(row.getLong(1), row.getBytes(2), row.getBytes(3));
        }
    }

    private long archivedUpTo() throws SQLException {
        String past = text("SELECT max(past)::text FROM stardust_archive");
        return past == null ? 0 : Long.parseLong(past);
    }

    private @Nullable String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    static void check(boolean holds, long index, String otherwise) {
        if (!holds) {
            throw wrong(index, otherwise);
        }
    }

    static BadProof wrong(long index, String what) {
        return new BadProof("first wrong index " + index + ": " + what);
    }

    /**
     * What was found.
     *
     * @param packets how many packets the ledger has
     * @param kept how many contents were there to be checked
     * @param notKept how many packets have none beside them
     * @param archived how many packets' bytes lie in archives
     * @param events how many events of the store were compared with their packets
     */
    public record Result(long packets, long kept, long notKept, long archived, long events) {}

    /** The tree's row. */
    private record Row(long size, byte[] root, byte[] frontier) {}

    /** Compares the roots that were signed when the pass comes by them. */
    private final class Signed {
        private final Frontier frontier;
        private int next;
        private long lastRight;

        Signed(Frontier frontier) {
            this.frontier = frontier;
            compare();
        }

        void compare() {
            while (next < checkpoints.size() && checkpoints.get(next).size() == frontier.size()) {
                Checkpoint checkpoint = checkpoints.get(next++);
                if (!Arrays.equals(checkpoint.root(), frontier.root())) {
                    throw new BadProof("first wrong index not before " + lastRight + " and before " + checkpoint.size()
                            + ": everything was written anew to fit, but the checkpoint of " + checkpoint.size()
                            + " packets has another root");
                }
                lastRight = checkpoint.size();
            }
        }

        void end() {
            if (next < checkpoints.size()) {
                throw wrong(
                        frontier.size(),
                        "the packet is missing; the checkpoint covers "
                                + checkpoints.get(next).size()
                                + " packets, so the end was cut off or an old backup restored");
            }
        }
    }
}

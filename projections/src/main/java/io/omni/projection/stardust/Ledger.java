package io.omni.projection.stardust;

import io.omni.events.tlog.BadProof;
import io.omni.events.tlog.Frontier;
import io.omni.events.tlog.Tile;
import io.omni.events.tlog.TreeTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Appends to the ledger, in the transaction that is under way. Holding the tree's row makes it the only appender; packets, contents,
 * tiles and the tree's new size, root and frontier are committed together or not at all.
 */
@Component
class Ledger {
    /** How many packets one append of the inbox takes at most. */
    static final int MOST_FROM_INBOX = 5_000;
    /** More than a full inbox has, so that the request behind an event is among them. */
    private static final int WHOLE_INBOX = 10 * MOST_FROM_INBOX;

    private final TreeTable tree;
    private final PacketTable packets;
    private final InboxTable inbox;
    private final KnownPackets known;
    // Where the tree stood after the last append of this node. Only who holds the tree's row looks at it, and takes it
    // for true only when the row says the same: after a rollback, or when another node has appended, it doesn't.
    private volatile @Nullable Tail last;

    Ledger(TreeTable tree, PacketTable packets, InboxTable inbox) {
        this.tree = tree;
        this.packets = packets;
        this.inbox = inbox;
        this.known = new KnownPackets(packets);
    }

    /** Appends these, after what lies in the inbox: a request comes before what came of it. */
    void append(List<PacketDraft> drafts) {
        append(drafts, tree.lock());
    }

    /**
     * Appends these in the same way, unless somebody else appends at this moment.
     *
     * @return whether it did
     */
    boolean appendIfFree(List<PacketDraft> drafts) {
        Optional<TreeTable.Row> row = tree.lockIfFree();
        row.ifPresent(free -> append(drafts, free));
        return row.isPresent();
    }

    private void append(List<PacketDraft> drafts, TreeTable.Row row) {
        List<PacketDraft> all = new ArrayList<>(inbox.take(WHOLE_INBOX));
        all.addAll(drafts);
        append(row, all);
    }

    /**
     * Appends what lies in the inbox.
     *
     * @return how many packets
     */
    int appendInbox() {
        TreeTable.Row row = tree.lock();
        List<PacketDraft> all = inbox.take(MOST_FROM_INBOX);
        append(row, all);
        return all.size();
    }

    private void append(TreeTable.Row row, List<PacketDraft> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        Tail tail = tailAt(row);
        // If this fails half way, what is remembered of it must not outlive it.
        last = null;
        PacketBatch batch = new PacketBatch(row.size(), known);
        List<PacketRow> rows = batch.of(drafts);
        List<Tile> full =
                tail.tree().append(rows.stream().map(PacketRow::leafHash).toList());
        long partitioned = tail.partitioned();
        long size = row.size() + rows.size();
        if (size > partitioned) {
            packets.ensurePartitions(row.size(), size);
            partitioned = PacketTable.endOfPartition(size - 1);
        }
        packets.add(rows, full);
        Frontier frontier = tail.tree().frontier();
        tree.grow(row.size(), frontier);
        last = new Tail(tail.tree(), frontier.root(), partitioned);
    }

    private Tail tailAt(TreeTable.Row row) {
        Tail tail = last;
        if (tail != null && tail.tree().frontier().size() == row.size() && Arrays.equals(tail.root(), row.root())) {
            return new Tail(tail.tree().copy(), tail.root(), tail.partitioned());
        }
        known.forget();
        try {
            Frontier frontier = Frontier.of(row.size(), row.frontier());
            if (!Arrays.equals(frontier.root(), row.root())) {
                throw new BadProof("its frontier has another root");
            }
            List<byte[]> partial = new ArrayList<>();
            for (int level = 0; level < TreeTail.levels(row.size()); level++) {
                partial.add(packets.lastTile(level, row.size()));
            }
            return new Tail(TreeTail.of(frontier, partial), row.root(), 0);
        } catch (BadProof damaged) {
            throw new IllegalStateException(
                    "the ledger was changed behind its back, and nothing is appended to it: " + damaged.getMessage()
                            + "; check it with \"verify database\" and restore a backup",
                    damaged);
        }
    }

    /** Where the tree stands, its root, and up to which index there are partitions. */
    private record Tail(TreeTail tree, byte[] root, long partitioned) {}
}

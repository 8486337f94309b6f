package io.omni.projection.stardust;

import io.omni.events.stardust.Commitment;
import io.omni.events.stardust.Packet;
import io.omni.events.tlog.Hashing;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes packets of drafts: gives them their indices, commits to their contents and finds their parents. For one append. */
final class PacketBatch {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KnownPackets known;
    private final Set<String> unsalted = new HashSet<>();
    private long next;

    /**
     * A batch.
     *
     * @param next the index of the first packet
     */
    PacketBatch(long next, KnownPackets known) {
        this.next = next;
        this.known = known;
    }

    /** The packets, in the drafts' order. One that says exactly what another says already is left out. */
    List<PacketRow> of(List<PacketDraft> drafts) {
        known.prepare(drafts);
        byte[] salts = new byte[drafts.size() * Commitment.SALT_BYTES];
        RANDOM.nextBytes(salts);
        List<PacketRow> rows = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            int from = i * Commitment.SALT_BYTES;
            PacketRow row = row(drafts.get(i), Arrays.copyOfRange(salts, from, from + Commitment.SALT_BYTES));
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private @Nullable PacketRow row(PacketDraft draft, byte[] salt) {
        // A map by index: a packet may be the parent in two ways.
        TreeMap<Long, String> parents = new TreeMap<>();
        if (!draft.kind().isApiCall()) {
            addTo(parents, known.lastOf(draft));
        }
        draft.parents().forEach(reference -> addTo(parents, known.of(reference)));
        Commitment commitment = draft.content() == null ? draft.commitment() : Commitment.to(salt, draft.content());
        Packet packet = new Packet(
                draft.kind(),
                draft.entityType(),
                draft.entityId(),
                draft.traceId(),
                draft.actor(),
                draft.occurredAt(),
                draft.payload(),
                commitment == null ? null : commitment.hex(),
                List.copyOf(parents.values()));
        byte[] bytes = packet.bytes();
        byte[] id = Packet.idBytes(bytes);
        String hex = HexFormat.of().formatHex(id);
        // With a random salt no two packets are the same.
        if (commitment == null && (!unsalted.add(hex) || known.has(id))) {
            return null;
        }
        Placed placed = new Placed(next++, hex);
        known.remember(draft, placed);
        return new PacketRow(
                placed.index(),
                id,
                Hashing.leaf(bytes),
                packet,
                bytes,
                draft.source(),
                List.copyOf(parents.keySet()),
                commitment == null ? null : commitment.salt(),
                draft.content());
    }

    private static void addTo(TreeMap<Long, String> parents, @Nullable Placed placed) {
        if (placed != null) {
            parents.put(placed.index(), placed.packetId());
        }
    }
}

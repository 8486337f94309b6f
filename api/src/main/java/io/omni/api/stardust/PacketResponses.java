package io.omni.api.stardust;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.omni.query.stardust.ConsistencyProof;
import io.omni.query.stardust.InclusionProof;
import io.omni.query.stardust.Lineage;
import io.omni.query.stardust.PacketDetail;
import io.omni.query.stardust.PacketEntry;
import io.omni.query.stardust.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the ledger's answers look. Bytes are in base64. */
final class PacketResponses {
    private PacketResponses() {}

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static List<String> base64(List<byte[]> hashes) {
        return hashes.stream().map(PacketResponses::base64).toList();
    }

    /**
     * A page of packets.
     *
     * @param packets newest first
     * @param nextCursor where the next page begins; null at the end
     * @param total how many there are in all; left out unless asked for
     */
    record Listed(
            List<PacketEntry> packets,
            @Nullable String nextCursor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long total) {}

    /**
     * One packet.
     *
     * @param packetId its id, 64 hexadecimal digits
     * @param index its place in the ledger, from 0
     * @param kind {@code event}, {@code api_request}, {@code api_response}, {@code webhook_attempt} or {@code decision}
     * @param entityType what kind of thing it is about
     * @param entityId which one
     * @param actor who caused it; null when nobody is known
     * @param traceId the W3C trace; null for none
     * @param occurredAt when
     * @param parents the ids of the packets that led to it, sorted
     * @param leafHash its hash as a leaf, in base64
     * @param packet the packet itself, exactly its bytes; null once they are archived
     * @param content what became of the content that it commits to: {@code kept}, {@code none}, {@code erased}, {@code archived}
     */
    record Packet(
            String packetId,
            long index,
            String kind,
            String entityType,
            String entityId,
            @Nullable String actor,
            @Nullable String traceId,
            Instant occurredAt,
            List<String> parents,
            String leafHash,
            @JsonRawValue @Nullable String packet,
            String content) {
        static Packet of(PacketDetail d) {
            PacketEntry e = d.entry();
            return new Packet(
                    e.packetId(),
                    e.index(),
                    e.kind(),
                    e.entityType(),
                    e.entityId(),
                    e.actor(),
                    e.traceId(),
                    e.occurredAt(),
                    e.parents(),
                    base64(d.leafHash()),
                    d.bytes() == null ? null : new String(d.bytes(), StandardCharsets.UTF_8),
                    d.content().name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * Proves that a packet is in the ledger.
     *
     * @param index its place
     * @param treeSize how large the tree is
     * @param leaf the packet's bytes; null once they are archived
     * @param leafHash its hash as a leaf
     * @param path the inclusion proof
     * @param root the tree's root
     * @param checkpoint the signed note
     */
    record Inclusion(
            long index,
            long treeSize,
            @Nullable String leaf,
            String leafHash,
            List<String> path,
            String root,
            String checkpoint) {
        static Inclusion of(InclusionProof p, byte[] leafHash) {
            return new Inclusion(
                    p.index(),
                    p.treeSize(),
                    p.leaf() == null ? null : base64(p.leaf()),
                    base64(leafHash),
                    base64(p.path()),
                    base64(p.root()),
                    p.note());
        }
    }

    /** Proves that the tree of {@code to} packets continues that of {@code from}. */
    record Consistency(long from, long to, String fromRoot, String toRoot, List<String> path) {
        static Consistency of(ConsistencyProof p) {
            return new Consistency(p.from(), p.to(), base64(p.fromRoot()), base64(p.toRoot()), base64(p.path()));
        }
    }

    /**
     * The last checkpoint.
     *
     * @param origin the ledger's name
     * @param size how many packets the tree has
     * @param root its root
     * @param signedAt when it was signed, or last found to be still true
     * @param note the signed note
     * @param publicKey what it is checked with
     */
    record Checkpoint(String origin, long size, String root, Instant signedAt, String note, String publicKey) {
        static Checkpoint of(SignedCheckpoint c, String publicKey) {
            String[] lines = c.note().split("\n", 4);
            return new Checkpoint(lines[0], c.size(), lines[2], c.signedAt(), c.note(), publicKey);
        }
    }

    /** The key that checkpoints are checked with, as C2SP's signed-note writes it. */
    record Key(String publicKey) {}

    /**
     * The packets behind an entity.
     *
     * @param entityType what kind of thing it is
     * @param entityId which one
     * @param nodes its packets and those that led to them, the oldest first
     * @param edges which led to which
     * @param truncated whether there are more than are shown
     */
    record Graph(
            String entityType, String entityId, List<PacketEntry> nodes, List<Lineage.Edge> edges, boolean truncated) {}

    /** That a content is being erased. */
    record Erasing(String packetId, String status) {}

    /**
     * What was archived.
     *
     * @param first the first packet in the file; when there was nothing to archive, the first that lies in no archive
     * @param past the first packet behind it; when there was nothing to archive, the same
     * @param file the file's name in the folder {@code stardust/archive} of the data folder; null when there was nothing to archive
     * @param sha256 the file's hash, in hexadecimal
     */
    record Archived(
            long first,
            long past,
            @Nullable String file,
            @Nullable String sha256) {}
}

package io.omni.query.stardust;

import io.omni.events.tlog.TlogProof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a packet is in the tree that a checkpoint was signed over.
 *
 * @param index the packet's place
 * @param treeSize how large that tree is
 * @param leaf the packet's bytes; null once they are archived
 * @param path the hashes from the leaf to the root
 * @param root the tree's root
 * @param note the signed checkpoint
 */
public record InclusionProof(
        long index, long treeSize, byte @Nullable [] leaf, List<byte[]> path, byte[] root, String note) {

    /** The same proof in the form that travels, with the packet's bytes inside where they are there. */
    public TlogProof tlogProof() {
        return new TlogProof(leaf, index, path, note);
    }
}

package io.omni.query.stardust;

import org.jspecify.annotations.Nullable;

/**
 * A packet with its bytes.
 *
 * @param entry what a list shows of it
 * @param leafHash its hash as a leaf of the tree
 * @param bytes its canonical bytes; null once they are archived
 * @param content what became of the content that it commits to
 */
public record PacketDetail(PacketEntry entry, byte[] leafHash, byte @Nullable [] bytes, ContentState content) {

    /** What became of the content that a packet commits to. */
    public enum ContentState {
        /** It is kept beside the packet. */
        KEPT,
        /** It was never kept, or the packet commits to nothing. */
        NONE,
        /** It was erased. */
        ERASED,
        /** It lies in an archive, with the packet's bytes. */
        ARCHIVED
    }
}

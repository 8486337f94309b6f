package io.omni.projection.stardust;

import io.omni.events.stardust.Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packet with its place.
 *
 * @param index where it is
 * @param packetId its id
 * @param leafHash its hash as a leaf
 * @param packet the packet
 * @param bytes its bytes
 * @param source what it was made of
 * @param parents the indices of its parents
 * @param salt the salt of what it commits to
 * @param content what it commits to
 */
record PacketRow(
        long index,
        byte[] packetId,
        byte[] leafHash,
        Packet packet,
        byte[] bytes,
        @Nullable String source,
        List<Long> parents,
        byte @Nullable [] salt,
        byte @Nullable [] content) {}

package io.omni.query.stardust;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of packets.
 *
 * @param packets the newest first
 * @param nextCursor where the next page begins; null at the end
 */
public record PacketPage(
        List<PacketEntry> packets, @Nullable String nextCursor) {}

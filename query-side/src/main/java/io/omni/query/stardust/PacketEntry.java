package io.omni.query.stardust;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packet as a list shows it.
 *
 * @param packetId its id, 64 hexadecimal digits
 * @param index its place in the ledger, from 0
 * @param kind what it tells of
 * @param entityType what kind of thing it is about
 * @param entityId which one
 * @param actor who caused it
 * @param traceId the W3C trace
 * @param occurredAt when
 * @param parents the ids of the packets that led to it, sorted
 */
public record PacketEntry(
        String packetId,
        long index,
        String kind,
        String entityType,
        String entityId,
        @Nullable String actor,
        @Nullable String traceId,
        Instant occurredAt,
        List<String> parents) {}

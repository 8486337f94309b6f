package io.omni.query.stardust;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which packets are wanted; null stands for all.
 *
 * @param kind what they tell of
 * @param entityType what kind of thing they are about
 * @param entityId which one
 * @param traceId the W3C trace
 * @param actor who caused them
 * @param since those that occurred at this time or later
 */
public record PacketFilter(
        @Nullable String kind,
        @Nullable String entityType,
        @Nullable String entityId,
        @Nullable String traceId,
        @Nullable String actor,
        @Nullable Instant since) {}

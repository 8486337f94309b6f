package io.omni.projection.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that a projection could not handle, or that follows one in its sequence.
 *
 * @param projection the projection's name
 * @param eventId the event
 * @param sequenceId what it happened to: the events of one such id are handled in order, or not at all
 * @param version its place in that sequence, from 1
 * @param position its place among all events
 * @param type its wire name
 * @param error why it is here
 * @param attempts how often it was tried
 * @param parkedAt since when it is here
 * @param status {@code parked} or {@code discarded}
 * @param decidedBy who discarded it; null while it is parked
 * @param decidedAt when; null while it is parked
 * @param reason why; null while it is parked
 */
public record DeadLetter(
        String projection,
        String eventId,
        String sequenceId,
        long version,
        long position,
        String type,
        String error,
        int attempts,
        Instant parkedAt,
        String status,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {}

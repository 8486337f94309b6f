package io.omni.api.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omni.projection.deadletter.DeadLetter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that a projection has put aside.
 *
 * @param eventId names it
 * @param subject the id of what it happened to; events of the same one wait behind it
 * @param version its place among the subject's events, from 1
 * @param sequence its place among all events
 * @param type its type
 * @param status {@code parked} or {@code discarded}
 * @param error why it is here
 * @param attempts how often it was tried
 * @param parkedAt since when it is here
 * @param decidedBy who discarded it; null while it is parked
 * @param decidedAt when; null while it is parked
 * @param reason why; null while it is parked
 */
record DeadLetterResponse(
        String eventId,
        String subject,
        long version,
        long sequence,
        String type,
        String status,
        String error,
        int attempts,
        Instant parkedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {

    static DeadLetterResponse of(DeadLetter l) {
        return new DeadLetterResponse(
                l.eventId(),
                l.sequenceId(),
                l.version(),
                l.position(),
                l.type(),
                l.status(),
                l.error(),
                l.attempts(),
                l.parkedAt(),
                l.decidedBy(),
                l.decidedAt(),
                l.reason());
    }

    /**
     * A page of them.
     *
     * @param deadLetters those of the newest events first
     * @param nextCursor where the next page begins; null at the end
     * @param total how many there are in all; left out unless asked for
     */
    record Listed(
            List<DeadLetterResponse> deadLetters,
            @Nullable String nextCursor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long total) {}

    /**
     * What came of a retry.
     *
     * @param handled how many events were handled
     * @param deadLetter the event when it could not be; null when it was
     */
    record Retried(int handled, @Nullable DeadLetterResponse deadLetter) {}
}

package io.omni.api.edge.envelope;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every answer below {@code /v1} that is no error looks like; an error has the same members.
 *
 * @param status always {@code success}
 * @param data what was asked for
 * @param error always null
 * @param meta about this answer
 */
@JsonPropertyOrder({"status", "data", "error", "meta"})
record Envelope(
        String status, @Nullable Object data, @Nullable Object error, Meta meta) {

    /**
     * About an answer.
     *
     * @param requestId what {@code X-Request-Id} says
     * @param generatedAt when it was made, UTC
     */
    @JsonPropertyOrder({"request_id", "generated_at"})
    record Meta(String requestId, Instant generatedAt) {}

    static Envelope of(@Nullable Object data, String requestId, Instant now) {
        return new Envelope("success", data, null, new Meta(requestId, now));
    }
}

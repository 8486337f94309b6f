package io.omni.projection.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * Writes the bodies of deliveries: {@code type}, {@code timestamp} and {@code data} as Standard Webhooks has them, and beside them where
 * the event stands. A body has at most 256 KiB: data that would make it larger is left out, and the body says so.
 */
final class MessageBodies {
    /** The most bytes that a body has. */
    static final int MOST_BYTES = 256 << 10;

    private final JsonMapper mapper;

    MessageBodies(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * What a body says.
     *
     * @param id the event's id
     * @param type its type
     * @param sequence its place among all events
     * @param subject what it happened to
     * @param service the service it concerns; null when it concerns none
     * @param occurredAt when it happened
     * @param actor who caused it; null when that isn't recorded
     * @param traceId the trace it belongs to; null when that isn't recorded
     * @param data its data as JSON
     */
    record Content(
            String id,
            String type,
            long sequence,
            String subject,
            @Nullable String service,
            Instant occurredAt,
            @Nullable String actor,
            @Nullable String traceId,
            String data) {}

    byte[] write(Content content) {
        int size = content.data().getBytes(StandardCharsets.UTF_8).length;
        if (size <= MOST_BYTES) {
            byte[] whole = mapper.writeValueAsBytes(head(content).putRawValue("data", new RawValue(content.data())));
            if (whole.length <= MOST_BYTES) {
                return whole;
            }
        }
        ObjectNode without = head(content).putNull("data");
        without.putObject("data_omitted").put("reason", "too_large").put("size_bytes", size);
        return mapper.writeValueAsBytes(without);
    }

    private ObjectNode head(Content content) {
        return mapper.createObjectNode()
                .put("type", content.type())
                .put("timestamp", content.occurredAt().toString())
                .put("id", content.id())
                .put("sequence", content.sequence())
                .put("subject", content.subject())
                .put("service", content.service())
                .put("actor", content.actor())
                .put("trace_id", content.traceId());
    }
}

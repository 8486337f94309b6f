package io.omni.api.pipeline;

import io.omni.query.pipeline.RecordedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything that happened to a pipeline.
 *
 * @param pipelineId its id, {@code pipe_…}
 * @param events oldest first
 */
record HistoryResponse(String pipelineId, List<Event> events) {

    /**
     * One event.
     *
     * @param eventId names it
     * @param version the pipeline's version with this event, for {@code ?version=}
     * @param type for example {@code pipeline.stage.completed}
     * @param revision the revision of the shape of {@code data}
     * @param occurredAt when it happened, UTC
     * @param actor who caused it; null when it isn't recorded
     * @param traceId the W3C trace it belongs to; null when it isn't recorded
     * @param data what happened
     */
    record Event(
            String eventId,
            long version,
            String type,
            int revision,
            Instant occurredAt,
            @Nullable String actor,
            @Nullable String traceId,
            JsonNode data) {

        static Event of(RecordedEvent e, JsonNode data) {
            return new Event(
                    e.eventId(),
                    e.sequence() + 1,
                    e.type(),
                    e.revision(),
                    e.occurredAt(),
                    e.actor(),
                    e.traceId(),
                    data);
        }
    }
}

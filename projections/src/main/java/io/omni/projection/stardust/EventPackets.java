package io.omni.projection.stardust;

import io.omni.events.stardust.PacketKind;
import io.omni.projection.fanout.PublishedEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes drafts of events. An event's data may be personal or large, so a packet only commits to it, byte by byte as it is stored. An
 * event that names the policy that decided it has a second packet, which tells of the decision.
 */
@Component
class EventPackets {
    private static final String REQUEST_ID = "request_id";
    private static final String POLICY = "policy";

    private final JsonMapper mapper;

    EventPackets(JsonMapper mapper) {
        this.mapper = mapper;
    }

    void addTo(List<PacketDraft> drafts, PublishedEvent event) {
        String entityType = entityType(event.type());
        String requestId = event.metadata().get(REQUEST_ID);
        ObjectNode payload = mapper.createObjectNode()
                .put("event_id", event.eventId())
                .put("type", event.type())
                .put("sequence", event.sequence());
        if (event.service() != null) {
            payload.put("service", event.service());
        }
        if (requestId != null) {
            payload.put(REQUEST_ID, requestId);
        }
        drafts.add(new PacketDraft(
                PacketKind.EVENT,
                entityType,
                event.subject(),
                event.traceId(),
                event.actor(),
                event.occurredAt(),
                event.eventId(),
                mapper.writeValueAsString(payload),
                null,
                event.data().getBytes(StandardCharsets.UTF_8),
                requestId == null ? List.of() : List.of(PacketDraft.reference(PacketKind.API_REQUEST, requestId))));
        JsonNode policy = policy(event);
        if (policy != null) {
            ObjectNode decision =
                    mapper.createObjectNode().put("event_id", event.eventId()).put("type", event.type());
            decision.putObject(POLICY)
                    .put("name", policy.path("name").asString())
                    .put("version", policy.path("version").asInt());
            drafts.add(new PacketDraft(
                    PacketKind.DECISION,
                    entityType,
                    event.subject(),
                    event.traceId(),
                    event.actor(),
                    event.occurredAt(),
                    null,
                    mapper.writeValueAsString(decision),
                    null,
                    null,
                    List.of(PacketDraft.reference(PacketKind.EVENT, event.eventId()))));
        }
    }

    /** The policy that the event names; null for one that was no policy's decision. */
    private @Nullable JsonNode policy(PublishedEvent event) {
        // Parsed only where there can be one: most events have none.
        if (!event.data().contains("\"policy\":{")) {
            return null;
        }
        JsonNode policy = mapper.readTree(event.data()).path(POLICY);
        return policy.path("name").isString() && policy.path("version").isInt() ? policy : null;
    }

    /** {@code pipeline} for {@code pipeline.stage.started}. */
    private static String entityType(String type) {
        int dot = type.indexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }
}

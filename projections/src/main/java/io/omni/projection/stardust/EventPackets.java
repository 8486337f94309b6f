package io.omni.projection.stardust;

import io.omni.events.stardust.EntityTypes;
import io.omni.events.stardust.PacketKind;
import io.omni.projection.fanout.PublishedEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes drafts of events. An event's data may be personal or large, so a packet only commits to it, byte by byte as it is stored. An
 * event that names the policies that decided it has one packet more for each of them, which tells of the decision.
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
        String entityType = EntityTypes.of(event.type(), event.subject());
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
        for (JsonNode policy : policies(event)) {
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

    /** The policies that the event names, each once; none for one that was no policy's decision. */
    private Set<JsonNode> policies(PublishedEvent event) {
        // Parsed only where there can be one: most events have none.
        if (!event.data().contains("\"policy\":{")) {
            return Set.of();
        }
        return mapper.readTree(event.data()).findValues(POLICY).stream()
                .filter(policy ->
                        policy.path("name").isString() && policy.path("version").isInt())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}

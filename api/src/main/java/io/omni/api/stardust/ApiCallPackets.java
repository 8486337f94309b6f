package io.omni.api.stardust;

import io.omni.events.stardust.Commitment;
import io.omni.events.stardust.PacketKind;
import io.omni.projection.stardust.PacketDraft;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes packets of calls. They name what was called by its route, never by its path or its parameters, and only commit to bodies. */
final class ApiCallPackets {
    private static final String NO_ROUTE = "unknown";
    private static final int LONGEST_ID = 128;

    private final JsonMapper mapper;
    private final Map<String, Named> routes = new ConcurrentHashMap<>();

    ApiCallPackets(JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** That a call came in. */
    PacketDraft request(ApiCall call, HttpServletRequest request, @Nullable Commitment body) {
        ObjectNode payload = payload(call, request);
        return draft(PacketKind.API_REQUEST, call, request, payload, body, List.of());
    }

    /**
     * How a call was answered.
     *
     * @param status the HTTP status
     * @param milliseconds how long it took; of a stream, until it was opened
     * @param location what the answer's {@code Location} names
     * @param logged whether there is a packet of the request
     * @param body the commitment to the answer's body; null for a stream
     */
    PacketDraft response(
            ApiCall call,
            HttpServletRequest request,
            int status,
            long milliseconds,
            @Nullable String location,
            boolean logged,
            @Nullable Commitment body) {
        ObjectNode payload = payload(call, request).put("status", status).put("duration_ms", milliseconds);
        if (location != null) {
            payload.put("created", shortened(location.substring(location.lastIndexOf('/') + 1)));
        }
        List<String> parents = logged
                ? List.of(PacketDraft.reference(
                        PacketKind.API_REQUEST, call.caller().requestId()))
                : List.of();
        return draft(PacketKind.API_RESPONSE, call, request, payload, body, parents);
    }

    private ObjectNode payload(ApiCall call, HttpServletRequest request) {
        ObjectNode payload = mapper.createObjectNode()
                .put("method", request.getMethod())
                .put("route", route(request))
                .put("request_id", call.caller().requestId());
        Map<String, String> variables = variables(request);
        if (!variables.isEmpty()) {
            ObjectNode entities = payload.putObject("entities");
            variables.forEach((name, value) -> entities.put(name, shortened(value)));
        }
        String tenant = call.caller().tenant();
        if (tenant != null) {
            payload.put("tenant", tenant);
        }
        return payload;
    }

    private PacketDraft draft(
            PacketKind kind,
            ApiCall call,
            HttpServletRequest request,
            ObjectNode payload,
            @Nullable Commitment body,
            List<String> parents) {
        Entity entity = entity(call, request);
        return new PacketDraft(
                kind,
                entity.type(),
                entity.id(),
                call.caller().traceId(),
                call.caller().actor(),
                call.occurredAt(),
                kind == PacketKind.API_REQUEST ? call.caller().requestId() : null,
                mapper.writeValueAsString(payload),
                body,
                null,
                parents);
    }

    /** What the route's first variable names: a {@code pipeline} for {@code /api/v1/pipeline/{id}}; else the request itself. */
    private Entity entity(ApiCall call, HttpServletRequest request) {
        Named named = named(route(request));
        String id = variables(request).get(named.variable());
        return id == null ? new Entity("request", call.caller().requestId()) : new Entity(named.type(), shortened(id));
    }

    // Routes are the product's own, so there are only so many.
    private Named named(String route) {
        return routes.computeIfAbsent(route, ApiCallPackets::read);
    }

    private static Named read(String route) {
        int brace = route.indexOf("/{");
        int end = route.indexOf('}');
        if (brace <= 0 || end <= brace) {
            return new Named("request", "");
        }
        String before = route.substring(route.lastIndexOf('/', brace - 1) + 1, brace);
        String type = before.endsWith("s") ? before.substring(0, before.length() - 1) : before;
        return new Named(
                type.toLowerCase(Locale.ROOT), route.substring(brace + 2, end).replaceAll("[:*].*", ""));
    }

    private static String route(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String route
                ? route
                : NO_ROUTE;
    }

    @SuppressWarnings("unchecked") // Spring's own attribute, always a map of texts
    private static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of();
    }

    /** An id as the ledger holds it: it was sent by a caller, and may be anything. */
    private static String shortened(String text) {
        String shorter = text.length() > LONGEST_ID ? text.substring(0, LONGEST_ID) : text;
        return shorter.chars().allMatch(c -> c >= ' ' && c < 0x7f) ? shorter : shorter.replaceAll("[^ -~]", "?");
    }

    private record Entity(String type, String id) {}

    /** What a route names: a kind of thing, by the value of a variable. */
    private record Named(String type, String variable) {}
}

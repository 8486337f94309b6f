package io.omni.api.event;

import io.omni.api.edge.ApiError;
import io.omni.api.edge.QueryParameters;
import io.omni.events.EventType;
import io.omni.events.EventTypes;
import io.omni.query.event.EventFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the query parameters of the event log and its stream. Each refuses with {@code BAD_REQUEST}, naming the parameter. */
final class EventParameters {
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private final HttpServletRequest request;

    /**
     * Takes a request's parameters.
     *
     * @param known the parameters that there are
     * @throws ApiError when the request has another one, or one of them twice: a misspelt filter must not show everything
     */
    EventParameters(HttpServletRequest request, Set<String> known) {
        this.request = request;
        request.getParameterMap().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw QueryParameters.bad(
                        name, "there is no such parameter; use " + String.join(", ", new TreeSet<>(known)));
            }
            if (values.length > 1) {
                throw QueryParameters.bad(name, "give it once");
            }
        });
    }

    /** Which events are wanted. */
    EventFilter filter() {
        return new EventFilter(types(), service(), QueryParameters.time("since", request.getParameter("since")));
    }

    /** How many items a page has, 1 to 200. */
    int limit() {
        return QueryParameters.limit(request.getParameter("limit"));
    }

    /** Whether the whole list is counted. */
    boolean total() {
        return QueryParameters.total(request.getParameter("include"));
    }

    /** Where a page begins; null for the first. */
    @Nullable
    String cursor() {
        return request.getParameter("cursor");
    }

    /**
     * Where a stream goes on. The header is sent by clients that reconnect by themselves, with the URL they were first given, so it
     * counts more than the parameter.
     *
     * @return the sequence of the last event that was seen; null to begin with what happens now
     */
    @Nullable
    Long after() {
        String header = request.getHeader("Last-Event-ID");
        if (header != null && !header.isBlank()) {
            return sequence("Last-Event-ID", header.strip());
        }
        String parameter = request.getParameter("after");
        return parameter == null ? null : sequence("after", parameter);
    }

    private Set<String> types() {
        String text = request.getParameter("type");
        if (text == null) {
            return Set.of();
        }
        List<String> all = EventTypes.all().stream()
                .map(EventType::wireName)
                .filter(EventTypes::isPublic)
                .toList();
        Set<String> wanted = new HashSet<>();
        for (String pattern : text.split(",", -1)) {
            Set<String> matching =
                    all.stream().filter(type -> matches(pattern.strip(), type)).collect(Collectors.toSet());
            if (matching.isEmpty()) {
                throw QueryParameters.bad(
                        "type", "no event is of type \"" + shown(pattern) + "\"; give types or groups like pipeline.*");
            }
            wanted.addAll(matching);
        }
        return wanted;
    }

    private static boolean matches(String pattern, String type) {
        return pattern.equals("*")
                || (pattern.endsWith(".*")
                        ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                        : type.equals(pattern));
    }

    private @Nullable String service() {
        String text = request.getParameter("service");
        if (text != null && !SERVICE.matcher(text).matches()) {
            throw QueryParameters.bad("service", "give a service's name, as GET /api/v1/services lists it");
        }
        return text;
    }

    private static long sequence(String name, String text) {
        return QueryParameters.number(
                name,
                text,
                0,
                Long.MAX_VALUE,
                "give the sequence of the last event you have seen, a whole number from 0");
    }

    private static String shown(String text) {
        String line = text.replaceAll("[^ -~]", "?");
        return line.length() > 60 ? line.substring(0, 60) + "…" : line;
    }
}

package io.omni.api.event;

import io.omni.api.edge.Access;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.edge.consistency.ReadsFrom;
import io.omni.projection.fanout.FanOut;
import io.omni.query.event.EventFilter;
import io.omni.query.event.EventPage;
import io.omni.query.event.EventQueries;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what has happened, and what happens. */
@RestController
@RequestMapping(EventController.PATH)
@ReadsFrom(FanOut.NAME)
class EventController {
    /** Where events are. */
    static final String PATH = "/api/v1/events";

    private static final Set<String> LIST_PARAMETERS = Set.of("type", "service", "since", "limit", "cursor", "include");
    private static final Set<String> STREAM_PARAMETERS = Set.of("type", "service", "since", "after");

    private final EventQueries queries;
    private final EventStreams streams;

    EventController(EventQueries queries, EventStreams streams) {
        this.queries = queries;
        this.streams = streams;
    }

    /** A page of events, newest first. */
    @GetMapping
    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @Parameter(in = ParameterIn.QUERY, name = "type", schema = @Schema(type = "string"))
    @Parameter(in = ParameterIn.QUERY, name = "service", schema = @Schema(type = "string"))
    @Parameter(in = ParameterIn.QUERY, name = "since", schema = @Schema(type = "string"))
    @Parameter(in = ParameterIn.QUERY, name = "limit", schema = @Schema(type = "string"))
    @Parameter(in = ParameterIn.QUERY, name = "cursor", schema = @Schema(type = "string"))
    @Parameter(in = ParameterIn.QUERY, name = "include", schema = @Schema(type = "string"))
    EventList list(HttpServletRequest request) {
        EventParameters parameters = new EventParameters(request, LIST_PARAMETERS);
        EventFilter filter = parameters.filter();
        int count = parameters.limit();
        boolean counted = parameters.total();
        EventPage page = QueryParameters.paged(() -> queries.page(filter, count, parameters.cursor()));
        return new EventList(
                page.events().stream().map(EventResponse::of).toList(),
                page.nextCursor(),
                counted ? queries.count(filter) : null);
    }

    /** Events as they happen, as server-sent events, until the caller or the server ends it; HEAD, which comes here too, has no body to wait for. */
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.SERVICE_UNAVAILABLE)
    @Parameter(in = ParameterIn.QUERY, name = "type", schema = @Schema(type = "string"))
    @Parameter(in = ParameterIn.QUERY, name = "service", schema = @Schema(type = "string"))
    @Parameter(in = ParameterIn.QUERY, name = "since", schema = @Schema(type = "string"))
    @Parameter(in = ParameterIn.QUERY, name = "after", schema = @Schema(type = "string"))
    void stream(HttpServletRequest request, HttpServletResponse response) throws IOException {
        EventParameters parameters = new EventParameters(request, STREAM_PARAMETERS);
        EventFilter filter = parameters.filter();
        Long after = parameters.after();
        if (after != null && after > queries.head()) {
            throw QueryParameters.bad(
                    request.getHeader("Last-Event-ID") == null ? "after" : "Last-Event-ID",
                    "no event has this sequence yet; leave it out to begin with what happens now");
        }
        if (request.getMethod().equals("GET")) {
            streams.serve(filter, after, response);
        }
    }
}

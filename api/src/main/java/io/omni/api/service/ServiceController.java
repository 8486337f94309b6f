package io.omni.api.service;

import io.omni.api.edge.Access;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.events.service.ServiceName;
import io.omni.query.service.PastService;
import io.omni.query.service.RecordedServiceEvent;
import io.omni.query.service.ServiceBoard;
import io.omni.query.service.ServiceDetail;
import io.omni.query.service.ServiceQueries;
import io.omni.query.service.ServiceReading;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the managed services. */
@RestController
@RequestMapping("/api/v1/services")
class ServiceController {
    private static final String CONSISTENCY_TOKEN = "X-Consistency-Token";

    private final ServiceBoard board;
    private final ServiceQueries queries;
    private final ObjectProvider<ConfigurationPart> configurations;
    private final JsonMapper json;
    private final JsonMapper events;
    private volatile @Nullable Written written;

    ServiceController(
            ServiceBoard board,
            ServiceQueries queries,
            ObjectProvider<ConfigurationPart> configurations,
            @Qualifier("edgeJsonMapper") JsonMapper json,
            @Qualifier("eventMapper") JsonMapper events) {
        this.board = board;
        this.queries = queries;
        this.configurations = configurations;
        this.json = json;
        this.events = events;
    }

    /** All services and how they are. A snapshot is written as JSON once, and sent to everybody who asks while it is fresh. */
    @GetMapping
    @Access(scope = Scope.READ, rate = RateCategory.READ)
    void list(
            @RequestHeader(name = CONSISTENCY_TOKEN, required = false) @Nullable String consistency,
            HttpServletResponse response)
            throws IOException {
        ServiceBoard.Snapshot now = consistency == null ? board.current() : board.now();
        Written ready = written;
        if (ready == null || ready.of != now) {
            ready = new Written(now, json.writeValueAsBytes(ServiceList.of(now)));
            written = ready;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(ready.bytes.length);
        response.getOutputStream().write(ready.bytes);
    }

    /** One service, as it is now or as it was. */
    @GetMapping("/{name}")
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.SERVICE_NOT_FOUND)
    ServiceResponse get(
            @PathVariable String name,
            @RequestParam(name = "as_of", required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String version,
            HttpServletResponse response) {
        Instant at = QueryParameters.time("as_of", asOf);
        Long number = QueryParameters.version(version);
        if (at != null && number != null) {
            throw QueryParameters.bad("version", "give as_of or version, not both");
        }
        ServiceName service = Requests.service(name);
        if (at == null && number == null) {
            ServiceDetail detail = queries.find(service).orElseThrow(Requests::notFound);
            tag(response, detail.reading().state().version());
            ConfigurationPart configuration = configurations.getIfAvailable();
            return ServiceResponse.of(
                    detail, configuration == null ? null : configuration.of(service.value()), this::data);
        }
        PastService past = (at != null ? queries.asOf(service, at) : queries.atVersion(service, number))
                .orElseThrow(Requests::notFoundThen);
        tag(response, past.state().version());
        return ServiceResponse.of(past, this::tier, this::data);
    }

    /** What a service stands on, what stands on it, and who is affected when it is down. */
    @GetMapping("/{name}/dependencies")
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.SERVICE_NOT_FOUND)
    DependenciesResponse dependencies(@PathVariable String name) {
        ServiceName service = Requests.service(name);
        ServiceBoard.Snapshot now = board.now();
        ServiceReading reading = now.byName().get(service);
        if (reading == null) {
            throw Requests.notFound();
        }
        return DependenciesResponse.of(reading, now);
    }

    // Straight onto the response: through ResponseEntity a matching If-None-Match would be answered with 304,
    // although uptime and metrics don't raise the version.
    private static void tag(HttpServletResponse response, long version) {
        response.setHeader(HttpHeaders.ETAG, "\"" + version + "\"");
    }

    private JsonNode data(RecordedServiceEvent event) {
        return events.valueToTree(event.event());
    }

    private String tier(ServiceName name) {
        ServiceReading reading = board.current().byName().get(name);
        return reading == null ? "" : reading.state().definition().tier();
    }

    private record Written(ServiceBoard.Snapshot of, byte[] bytes) {}
}

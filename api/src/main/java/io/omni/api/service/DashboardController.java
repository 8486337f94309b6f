package io.omni.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omni.api.edge.Access;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.api.metrics.ServiceCalls;
import io.omni.query.service.IncidentPage;
import io.omni.query.service.ServiceBoard;
import io.omni.query.service.ServiceMetrics;
import io.omni.query.service.ServiceQueries;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a status page needs: the platform at a glance, incidents past and present, and a service's figures. */
@RestController
@RequestMapping("/api/v1")
class DashboardController {
    private final ServiceBoard board;
    private final ServiceQueries queries;
    private final ServiceCalls calls;
    private final Clock clock;

    DashboardController(ServiceBoard board, ServiceQueries queries, ServiceCalls calls, Clock clock) {
        this.calls = calls;
        this.board = board;
        this.queries = queries;
        this.clock = clock;
    }

    record IncidentList(
            List<IncidentResponse> incidents,
            @Nullable String nextCursor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long total) {}

    record NamedMetrics(String name, ServiceResponse.Metrics metrics, ServiceCalls.Summary calls) {}

    /** The platform at a glance. */
    @GetMapping("/health/dashboard")
    @Access(scope = Scope.READ, rate = RateCategory.READ)
    DashboardResponse dashboard() {
        return DashboardResponse.of(board.now(), queries.openIncidents(), queries.pipelines());
    }

    /** Incidents, newest first; with {@code status=open} or {@code status=closed} only those. */
    @GetMapping("/health/incidents")
    @Access(scope = Scope.READ, rate = RateCategory.READ)
    IncidentList incidents(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String include) {
        Boolean open = Requests.open(status);
        int count = QueryParameters.limit(limit);
        boolean counted = QueryParameters.total(include);
        Instant now = clock.instant();
        IncidentPage page = QueryParameters.paged(() -> queries.incidents(open, count, cursor));
        return new IncidentList(
                page.incidents().stream()
                        .map(incident -> IncidentResponse.of(incident, now))
                        .toList(),
                page.nextCursor(),
                counted ? queries.countIncidents(open) : null);
    }

    /** What the probes of the last 24 hours found of a service, and how the platform's calls to it went. */
    @GetMapping("/metrics/services/{name}")
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.SERVICE_NOT_FOUND)
    NamedMetrics metrics(@PathVariable String name, @RequestParam(required = false) @Nullable String period) {
        ServiceMetrics metrics = queries.metrics(Requests.service(name)).orElseThrow(Requests::notFound);
        return new NamedMetrics(name, ServiceResponse.Metrics.of(metrics), calls.of(name, period));
    }
}

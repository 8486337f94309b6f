package io.omni.api.service.deployment;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.command.service.ServiceCatalog;
import io.omni.events.service.deployment.ServiceDeploymentState;
import io.omni.query.service.deployment.ChangePage;
import io.omni.query.service.deployment.DeploymentQueries;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Shows the configuration of the platform and its services, as it is and was, and changes that of services. */
@RestController
@RequestMapping(ConfigController.PATH)
class ConfigController {
    static final String PATH = "/api/v1/config";

    private final ServiceNames services;
    private final ServiceCatalog catalog;
    private final PlatformConfig platform;
    private final DeploymentQueries deployments;
    private final ConfigChanges changes;

    ConfigController(
            ServiceNames services,
            ServiceCatalog catalog,
            PlatformConfig platform,
            DeploymentQueries deployments,
            ConfigChanges changes) {
        this.services = services;
        this.catalog = catalog;
        this.platform = platform;
        this.deployments = deployments;
        this.changes = changes;
    }

    /** Everything that is configured, now or as it was. */
    @GetMapping
    @Access(scope = Scope.READ, rate = RateCategory.READ)
    ConfigOverview overview(@RequestParam(name = "as_of", required = false) @Nullable String asOf) {
        Instant at = QueryParameters.time("as_of", asOf);
        Map<String, ServiceDeploymentState> known = at == null ? deployments.all() : Map.of();
        Map<String, ConfigOverview.Entry> entries = new LinkedHashMap<>();
        catalog.services().forEach(service -> {
            String name = service.name();
            ServiceDeploymentState state = at == null
                    ? known.getOrDefault(name, ServiceDeploymentState.untouched(name))
                    : deployments.asOf(name, at);
            entries.put(name, ConfigOverview.Entry.of(state));
        });
        return new ConfigOverview(platform.settings(), entries);
    }

    /** What is configured for one service, now or as it was. */
    @GetMapping("/services/{name}")
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.SERVICE_NOT_FOUND)
    ServiceConfig get(
            @PathVariable String name,
            @RequestParam(name = "as_of", required = false) @Nullable String asOf,
            HttpServletResponse response) {
        services.find(name);
        Instant at = QueryParameters.time("as_of", asOf);
        return tagged(at == null ? deployments.of(name) : deployments.asOf(name, at), response);
    }

    /** Changes what is configured for one service; its next restart applies it. */
    // No media types are named here: a mapping that doesn't match would answer before the caller's scope is looked at.
    @PatchMapping("/services/{name}")
    @Access(
            scope = Scope.CONFIG,
            rate = RateCategory.CHANGE,
            errors = {ErrorCode.SERVICE_NOT_FOUND, ErrorCode.VALIDATION_ERROR})
    ServiceConfig patch(
            @PathVariable String name,
            @RequestBody JsonNode body,
            IfMatch ifMatch,
            Caller caller,
            HttpServletResponse response) {
        services.find(name);
        return tagged(changes.apply(name, ConfigPatch.of(body), ifMatch, caller), response);
    }

    /** A page of who changed what when, newest first. */
    @GetMapping("/services/{name}/history")
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.SERVICE_NOT_FOUND)
    ConfigHistory history(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String include) {
        services.find(name);
        int count = QueryParameters.limit(limit);
        boolean counted = QueryParameters.total(include);
        ChangePage page = QueryParameters.paged(() -> deployments.changes(name, count, cursor));
        return new ConfigHistory(
                name,
                page.changes().stream().map(ConfigHistory.Change::of).toList(),
                page.nextCursor(),
                counted ? deployments.countChanges(name) : null);
    }

    /**
     * Straight onto the response: through ResponseEntity a matching If-None-Match would be answered with 304, although a restart changes
     * {@code pending_restart} without raising the version.
     */
    private static ServiceConfig tagged(ServiceDeploymentState state, HttpServletResponse response) {
        response.setHeader(HttpHeaders.ETAG, IfMatch.tag(state.settings().version()));
        return ServiceConfig.of(state);
    }
}

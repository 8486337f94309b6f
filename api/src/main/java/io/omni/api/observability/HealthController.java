package io.omni.api.observability;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.omni.api.edge.Access;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.events.service.ServiceStatus;
import io.omni.query.service.ServiceBoard;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Liveness, readiness and metrics, for whoever watches this process. */
@RestController
class HealthController {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final String version;
    private final Readiness readiness;
    private final PrometheusMeterRegistry metrics;
    private final ServiceBoard services;

    HealthController(
            @Value("${omni.version}") String version,
            Readiness readiness,
            PrometheusMeterRegistry metrics,
            ServiceBoard services) {
        this.version = version;
        this.readiness = readiness;
        this.metrics = metrics;
        this.services = services;
    }

    /** The reference's shape; the numbers are null while nobody has counted. */
    record Health(
            String status,
            String version,
            long uptimeSeconds,
            @Nullable Integer servicesHealthy,
            @Nullable Integer servicesTotal) {}

    record Ready(String status, Map<String, Object> checks) {}

    /** Says that the process lives; it asks nobody else, so that it stays true when others are down. */
    @Access(scope = Scope.PUBLIC, rate = RateCategory.NONE)
    @GetMapping("/health")
    ResponseEntity<Health> health() {
        ServiceBoard.Snapshot known = services.known();
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime() / 1000;
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Health(
                        "healthy",
                        version,
                        uptime,
                        known == null ? null : healthy(known),
                        known == null ? null : known.services().size()));
    }

    /** 200 when every check holds, else 503. */
    @Access(
            scope = Scope.PUBLIC,
            rate = RateCategory.NONE,
            answers = {200, 503})
    @GetMapping("/ready")
    ResponseEntity<Ready> ready() throws InterruptedException {
        Readiness.Verdict verdict = readiness.ask();
        return ResponseEntity.status(verdict.ready() ? 200 : 503)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Ready(verdict.ready() ? "ready" : "not_ready", verdict.checks()));
    }

    /** Prometheus' text format (<a href="https://prometheus.io/docs/instrumenting/exposition_formats/">exposition formats</a>). */
    @Access(scope = Scope.PUBLIC, rate = RateCategory.NONE)
    @GetMapping("/metrics")
    void metrics(HttpServletResponse response) throws IOException {
        response.setContentType(PROMETHEUS_TEXT);
        response.setHeader("Cache-Control", "no-store");
        metrics.scrape(response.getOutputStream(), PROMETHEUS_TEXT);
    }

    private static int healthy(ServiceBoard.Snapshot known) {
        return (int) known.services().stream()
                .filter(service -> service.status() == ServiceStatus.HEALTHY)
                .count();
    }
}

package io.omni.api.metrics;

import io.omni.command.metrics.MinuteMetrics;
import io.omni.query.metrics.MetricsQueries;
import io.omni.query.metrics.Totals;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the platform's calls to its services went, added up over all nodes. */
@Component
public class ServiceCalls {
    private final MetricsQueries queries;
    private final MinuteMetrics metrics;
    private final Clock clock;

    ServiceCalls(MetricsQueries queries, MinuteMetrics metrics, Clock clock) {
        this.queries = queries;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * How the calls of a service went.
     *
     * @param period {@code last_1h}, {@code last_24h} or {@code last_7d}
     * @param requestsTotal the calls that the platform made
     * @param errorsTotal those without an answer, or with a 5xx
     * @param errorRate their share; null when there were no calls, like the times
     * @param avgLatencyMs how long a call took on average
     * @param p50LatencyMs how long half of the calls took at most
     * @param p99LatencyMs how long ninety-nine in a hundred took at most, to within one in a hundred
     */
    public record Summary(
            String period,
            long requestsTotal,
            long errorsTotal,
            @Nullable Double errorRate,
            @Nullable Double avgLatencyMs,
            @Nullable Double p50LatencyMs,
            @Nullable Double p99LatencyMs) {}

    /**
     * Adds up.
     *
     * @param service the catalogue name
     * @param period as a caller sent it; null for the last 24 hours
     * @throws io.omni.command.Refusal {@code BAD_REQUEST} when there is no such period
     */
    public Summary of(String service, @Nullable String period) {
        String wanted = period == null ? Period.DEFAULT : period;
        Instant from = Period.start(wanted, clock);
        metrics.write();
        Totals calls = queries.totals(MinuteMetrics.SERVICE, service, from);
        return new Summary(
                wanted,
                calls.count(),
                calls.errors(),
                Figures.share(calls.errors(), calls.count()),
                Figures.rounded(calls.averageMs()),
                Figures.rounded(calls.p50Ms()),
                Figures.rounded(calls.p99Ms()));
    }
}

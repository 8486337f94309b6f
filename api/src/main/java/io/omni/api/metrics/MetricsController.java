package io.omni.api.metrics;

import io.omni.api.edge.Access;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.command.knowledge.source.LayerClient;
import io.omni.command.metrics.MinuteMetrics;
import io.omni.command.service.ServiceUnavailable;
import io.omni.query.metrics.MetricsQueries;
import io.omni.query.metrics.ModelTokens;
import io.omni.query.metrics.PipelineCounts;
import io.omni.query.metrics.Totals;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what the platform did in the last hour, day or week, counted on all nodes. */
@RestController
@RequestMapping("/api/v1/metrics")
class MetricsController {
    private static final double RATE = 10_000;

    private final MetricsQueries queries;
    private final MinuteMetrics metrics;
    private final LayerClient layer;
    private final ModelPrices prices;
    private final Clock clock;

    MetricsController(
            MetricsQueries queries, MinuteMetrics metrics, LayerClient layer, ModelPrices prices, Clock clock) {
        this.queries = queries;
        this.metrics = metrics;
        this.layer = layer;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * What the platform did. What can't be said, because nothing happened or a component doesn't answer, is null.
     *
     * @param period {@code last_1h}, {@code last_24h} or {@code last_7d}
     * @param requestsTotal the requests that the API answered
     * @param errorsTotal those that were answered with a 5xx
     * @param errorRate their share
     * @param avgLatencyMs how long an answer took on average
     * @param p99LatencyMs how long ninety-nine in a hundred answers took at most, to within one in a hundred
     * @param llmTokensUsed the tokens that models reported
     * @param llmCostUsd what they cost by the configured prices
     * @param pipelinesExecuted the pipelines that were accepted
     * @param pipelinesSuccessRate the share of the completed among the completed and the failed
     * @param knowledgeQueries the searches that were sent to the knowledge services
     * @param cacheHitRate what the semantic cache says now
     */
    record Summary(
            String period,
            long requestsTotal,
            long errorsTotal,
            @Nullable Double errorRate,
            @Nullable Double avgLatencyMs,
            @Nullable Double p99LatencyMs,
            long llmTokensUsed,
            double llmCostUsd,
            long pipelinesExecuted,
            @Nullable Double pipelinesSuccessRate,
            long knowledgeQueries,
            @Nullable Double cacheHitRate) {}

    /** What the platform did. */
    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping("/summary")
    Summary summary(@RequestParam(required = false) @Nullable String period) throws InterruptedException {
        String wanted = period == null ? "last_24h" : period;
        Instant from = Period.start(wanted, clock);
        metrics.write();
        Totals http = queries.totals(MinuteMetrics.HTTP, null, from);
        List<ModelTokens> tokens = queries.tokens(from);
        PipelineCounts pipelines = queries.pipelines(from);
        return new Summary(
                wanted,
                http.count(),
                http.errors(),
                Figures.share(http.errors(), http.count()),
                Figures.rounded(http.averageMs()),
                Figures.rounded(http.p99Ms()),
                tokens.stream()
                        .mapToLong(t -> t.promptTokens() + t.completionTokens())
                        .sum(),
                Math.round(prices.cost(tokens) * RATE) / RATE,
                pipelines.started(),
                Figures.share(pipelines.completed(), pipelines.completed() + pipelines.failed()),
                queries.totals(MinuteMetrics.KNOWLEDGE, null, from).count(),
                hitRate());
    }

    private @Nullable Double hitRate() throws InterruptedException {
        try {
            return layer.cache().get("hit_rate") instanceof Double rate ? rate : null;
        } catch (ServiceUnavailable e) {
            return null;
        }
    }
}

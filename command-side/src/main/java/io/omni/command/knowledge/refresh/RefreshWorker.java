package io.omni.command.knowledge.refresh;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.knowledge.source.LayerClient;
import io.omni.command.knowledge.source.LayerClient.Source;
import io.omni.command.secret.Redactor;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.knowledge.RefreshState;
import io.omni.events.pipeline.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs refreshes: asks how fresh the sources are, has those ingested that need it, and the cache built anew. Each source is reported as
 * it is done; a run that is taken up again after a crash goes on with the ones that are left.
 */
@Component
class RefreshWorker {
    static final String ALL = "all";
    static final String CACHE = "semantic_cache";
    private static final String MONITOR = "freshness";
    private static final Logger LOG = LoggerFactory.getLogger(RefreshWorker.class);

    private final RefreshReader refreshes;
    private final LayerClient layer;
    private final CommandDispatcher commands;

    RefreshWorker(RefreshReader refreshes, LayerClient layer, CommandDispatcher commands) {
        this.refreshes = refreshes;
        this.layer = layer;
        this.commands = commands;
    }

    /** Runs a refresh to its end. */
    void run(RefreshTask task) {
        RefreshState refresh = refreshes.find(task.refreshId()).orElse(null);
        if (refresh == null || refresh.isEnded()) {
            return;
        }
        try {
            work(refresh, task.origin());
            commands.send(new EndRefresh(refresh.refreshId()), task.origin());
            watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("this node shuts down; another one goes on with the refresh", e);
        }
    }

    /** Asks the monitor how fresh the sources are, and says what has changed. */
    void watch() throws InterruptedException {
        try {
            report(layer.freshness(true).sources());
        } catch (ServiceUnavailable e) {
            LOG.debug("The freshness of the sources is not known: {}", e.getMessage());
        }
    }

    private void work(RefreshState refresh, Map<String, String> origin) throws InterruptedException {
        List<Source> known = new ArrayList<>();
        try {
            known.addAll(layer.freshness(true).sources());
            report(known);
        } catch (ServiceUnavailable e) {
            report(refresh, MONITOR, null, problem(e), origin);
        }
        List<String> planned = planned(refresh, known);
        commands.send(new PlanRefresh(refresh.refreshId(), planned), origin);
        for (String source : planned) {
            if (source.equals(CACHE)) {
                attempt(refresh, CACHE, "rebuilt", origin, layer::rebuildCache);
            } else if (!refresh.isSettled(source)) {
                refresh(refresh, source, known, origin);
            }
        }
    }

    private void refresh(RefreshState refresh, String source, List<Source> known, Map<String, String> origin)
            throws InterruptedException {
        boolean fresh = known.stream().anyMatch(one -> one.id().equals(source) && !one.stale());
        if (fresh && !refresh.forceReingest()) {
            report(refresh, source, "fresh", null, origin);
        } else {
            attempt(
                    refresh,
                    source,
                    "ingested",
                    origin,
                    () -> layer.ingest(source, refresh.forceReingest(), refresh.collections()));
        }
    }

    /** What it works on; the cache, which is built of the others, at the end. */
    private static List<String> planned(RefreshState refresh, List<Source> known) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String source : refresh.sources()) {
            if (source.equals(ALL)) {
                known.forEach(one -> wanted.add(one.id()));
            } else if (!source.equals(CACHE)) {
                wanted.add(source);
            }
        }
        if (refresh.rebuildCache() || refresh.sources().contains(CACHE)) {
            wanted.add(CACHE);
        }
        return List.copyOf(wanted);
    }

    /** What a service is told. */
    private interface Order {
        void give() throws ServiceUnavailable, InterruptedException;
    }

    private void attempt(RefreshState refresh, String source, String action, Map<String, String> origin, Order order)
            throws InterruptedException {
        try {
            order.give();
            report(refresh, source, action, null, origin);
        } catch (ServiceUnavailable e) {
            report(refresh, source, null, problem(e), origin);
        }
    }

    private void report(
            RefreshState refresh,
            String source,
            @Nullable String action,
            @Nullable Problem problem,
            Map<String, String> origin) {
        commands.send(new ReportSource(refresh.refreshId(), source, action, problem), origin);
    }

    private void report(List<Source> sources) {
        List<WatchedSource> watched = sources.stream()
                .map(source -> new WatchedSource(source.id(), source.lastIngested(), source.stale()))
                .toList();
        commands.send(new ReportFreshness(watched), Map.of("actor", "system"));
    }

    private static Problem problem(ServiceUnavailable e) {
        return new Problem("SERVICE_UNAVAILABLE", Redactor.redact(String.valueOf(e.getMessage())));
    }
}

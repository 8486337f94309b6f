package io.omni.command.pipeline.monitor;

import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.work.StageExecutor;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceCatalog.ManagedService;
import io.omni.command.service.ServiceProbe;
import io.omni.command.service.ServiceProbe.Health;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.Check.Severity;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;

/**
 * Watches the services that the pipeline's stages use, and those that deployments use, for a window. Unhealthy critical services are
 * errors, others warnings.
 */
@Component
class MonitorStage implements StageExecutor {
    private static final int MAX_LISTED = 40;
    /** A round waits for its slowest probe. */
    private static final int FEWEST_ROUNDS = 2;

    private static final Duration LONGEST_ROUND = Duration.ofSeconds(30);

    private final ServiceCatalog catalog;
    private final ServiceProbe probe;
    private final MonitorSettings settings;

    MonitorStage(ServiceCatalog catalog, ServiceProbe probe, MonitorSettings settings) {
        this.catalog = catalog;
        this.probe = probe;
        this.settings = settings;
    }

    @Override
    public Stage stage() {
        return Stage.MONITOR;
    }

    @Override
    public Duration timeout() {
        return settings.window().plus(LONGEST_ROUND.multipliedBy(FEWEST_ROUNDS)).plusSeconds(30);
    }

    @Override
    public StageResult execute(StageContext context) throws InterruptedException {
        List<Watched> watched =
                affected(context.pipeline()).stream().map(Watched::new).toList();
        context.log()
                .info("Watching " + watched.size() + " services for "
                        + settings.window().toMillis() + " ms");
        long start = System.nanoTime();
        int rounds = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                while (true) {
                    askAll(watched, threads);
                    rounds++;
                    report(context, watched, Duration.ofNanos(System.nanoTime() - start));
                    boolean over =
                            System.nanoTime() - start + settings.interval().toNanos()
                                    > settings.window().toNanos();
                    // A probe that ran out of time may have used up the window alone, and one is no verdict.
                    if (over && rounds >= FEWEST_ROUNDS) {
                        break;
                    }
                    Thread.sleep(settings.interval());
                }
            } finally {
                // Closing would wait for probes that nobody needs after an interrupt.
                threads.shutdownNow();
            }
        }
        return result(watched, rounds);
    }

    private List<ManagedService> affected(PipelineState pipeline) {
        Set<String> stages = new HashSet<>();
        stages.add(Stage.DEPLOY.wireName());
        pipeline.stages().forEach((stage, state) -> {
            if (state.status() == StageStatus.COMPLETED || state.status() == StageStatus.RUNNING) {
                stages.add(stage.wireName());
            }
        });
        return catalog.services().stream()
                .filter(service -> service.stages().stream().anyMatch(stages::contains))
                .toList();
    }

    private void askAll(List<Watched> watched, ExecutorService threads) throws InterruptedException {
        List<Callable<Health>> questions = new ArrayList<>();
        watched.forEach(w -> questions.add(() -> probe.probe(w.service().name())));
        List<Future<Health>> answers = threads.invokeAll(questions);
        for (int i = 0; i < answers.size(); i++) {
            try {
                watched.get(i).add(answers.get(i).get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a probe failed", e.getCause());
            }
        }
    }

    private void report(StageContext context, List<Watched> watched, Duration elapsed) {
        long unhealthy = watched.stream().filter(Watched::isUnhealthy).count();
        long percent = Math.min(
                100, 100 * elapsed.toMillis() / Math.max(1, settings.window().toMillis()));
        context.log()
                .progress(
                        (int) percent,
                        unhealthy == 0
                                ? "All " + watched.size() + " services answer"
                                : unhealthy + " of " + watched.size() + " services are unhealthy");
    }

    private StageResult result(List<Watched> watched, int rounds) {
        Map<String, Object> services = new LinkedHashMap<>();
        watched.stream().limit(MAX_LISTED).forEach(w -> services.put(w.service().name(), w.summary()));
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("window_ms", settings.window().toMillis());
        output.put("rounds", rounds);
        output.put("watched", watched.size());
        output.put("services", services);
        List<Watched> unhealthy = watched.stream().filter(Watched::isUnhealthy).toList();
        return StageResult.checked(
                output,
                List.of(),
                List.of(
                        check(
                                "unhealthy_critical_services",
                                Severity.ERROR,
                                "critical",
                                unhealthy.stream()
                                        .filter(w -> w.service().critical())
                                        .toList()),
                        check(
                                "unhealthy_services",
                                Severity.WARNING,
                                "non-critical",
                                unhealthy.stream()
                                        .filter(w -> !w.service().critical())
                                        .toList())),
                null);
    }

    private static Check check(String name, Severity severity, String kind, List<Watched> unhealthy) {
        String message = unhealthy.isEmpty()
                ? "No " + kind + " service is unhealthy."
                : "Unhealthy: "
                        + String.join(
                                "; ",
                                unhealthy.stream()
                                        .limit(5)
                                        .map(w -> w.service().name() + " (" + w.reason() + ")")
                                        .toList());
        return Check.atMost(name, severity, unhealthy.size(), 0, "services", message);
    }
}

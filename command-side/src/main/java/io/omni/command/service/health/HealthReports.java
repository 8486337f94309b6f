package io.omni.command.service.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.eventstore.NodeId;
import io.omni.command.service.ProbeSettings;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceCatalog.ManagedService;
import io.omni.command.service.ServiceProbe.Health;
import io.omni.command.service.health.ProbeRounds.Answered;
import io.omni.command.service.registry.CorrectRootCause;
import io.omni.command.service.registry.ReportHealth;
import io.omni.command.service.registry.ServiceCommand;
import io.omni.events.service.ServiceGraph;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;

/**
 * Draws the conclusions from a round's answers: tells the aggregates what has changed, those at the bottom of the graph first, has
 * services asked sooner whose neighbours have changed, and writes everything down.
 */
@Component
class HealthReports {
    private final ProbeTable table;
    private final ServiceCatalog catalog;
    private final CommandDispatcher commands;
    private final MeterRegistry meters;
    private final HealthPolicy policy;
    private final ProbePlan plan;
    private final Map<String, String> origin;
    private List<ManagedService> graphed = List.of();
    private ServiceGraph graph = ServiceGraph.of(Map.of());

    HealthReports(
            ProbeTable table,
            ServiceCatalog catalog,
            CommandDispatcher commands,
            MeterRegistry meters,
            ProbeSettings settings,
            NodeId node) {
        this.table = table;
        this.catalog = catalog;
        this.commands = commands;
        this.meters = meters;
        this.policy = new HealthPolicy(settings);
        this.plan = new ProbePlan(settings, new SplittableRandom());
        this.origin = Map.of("actor", "orchestrator", "node", node.value());
    }

    /** Settles a round's answers; when it returns, they are durable. Called by one thread at a time. */
    void settle(List<Answered> answers) {
        ServiceGraph current = graph();
        Map<ServiceName, Watch> watches = watches(answers, current);
        List<Finding> findings = new ArrayList<>(answers.size());
        Set<ServiceName> hastened = new HashSet<>();
        Set<ServiceName> hastenedIfFailing = new HashSet<>();
        for (List<Answered> level : levels(answers, current)) {
            Map<Answered, Verdict> verdicts = new LinkedHashMap<>();
            level.forEach(answer -> {
                Watch watch = watches.get(answer.before().service());
                verdicts.put(
                        answer,
                        policy.judge(watch, current, watches, answer.health().at()));
            });
            report(verdicts);
            verdicts.forEach((answer, verdict) -> {
                Watch watch = watches.get(answer.before().service());
                Duration pause = pause(answer, watch, verdict, current);
                findings.add(new Finding(answer.claim(), answer.before(), watch, pause));
                if (verdict instanceof Verdict.AskAgainSoon && watch.streak() == 1 && isBad(watch)) {
                    hastened.addAll(current.below(watch.service()));
                }
                if (verdict instanceof Verdict.Changed changed) {
                    watches.put(
                            watch.service(),
                            watch.being(changed.status(), answer.health().at(), changed.rootCause()));
                    boolean first = watch.status() == ServiceStatus.UNKNOWN
                            && !changed.status().isFailing();
                    (changed.status().isFailing() ? hastened : hastenedIfFailing)
                            .addAll(first ? List.of() : current.above(watch.service()));
                }
                count(answer.health());
            });
        }
        table.write(findings);
        table.hasten(hastened, false);
        table.hasten(hastenedIfFailing, true);
    }

    private Map<ServiceName, Watch> watches(List<Answered> answers, ServiceGraph current) {
        Map<ServiceName, Watch> now = new HashMap<>();
        Set<ServiceName> wanted = new HashSet<>();
        for (Answered answer : answers) {
            Watch after = answer.before().after(answer.health());
            now.put(after.service(), after);
            if (isBad(after) || after.status().isFailing()) {
                wanted.addAll(current.below(after.service()));
                if (after.rootCause() != null) {
                    wanted.add(after.rootCause());
                }
            }
        }
        Map<ServiceName, Watch> all = wanted.isEmpty() ? new HashMap<>() : table.find(wanted);
        all.putAll(now);
        return all;
    }

    /** By how much stands below a service: what is at the bottom is settled before what stands on it. */
    private static Iterable<List<Answered>> levels(List<Answered> answers, ServiceGraph current) {
        Map<Integer, List<Answered>> levels = new TreeMap<>();
        answers.forEach(
                answer -> levels.computeIfAbsent(current.depth(answer.before().service()), _ -> new ArrayList<>())
                        .add(answer));
        return levels.values();
    }

    /** Sends a level's commands side by side, so that they share commits. */
    private void report(Map<Answered, Verdict> verdicts) {
        List<ServiceCommand> wanted = new ArrayList<>();
        verdicts.forEach((answer, verdict) -> {
            ServiceName service = answer.before().service();
            Health health = answer.health();
            switch (verdict) {
                case Verdict.Changed c ->
                    wanted.add(
                            new ReportHealth(service, c.status(), health.reason(), health.latencyMs(), c.rootCause()));
                case Verdict.Corrected c -> wanted.add(new CorrectRootCause(service, c.rootCause()));
                case Verdict.Keep _, Verdict.AskAgainSoon _ -> {}
            }
        });
        if (wanted.size() < 2) {
            wanted.forEach(command -> commands.send(command, origin));
            return;
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> sent = wanted.stream()
                    .map(command -> threads.submit(() -> commands.send(command, origin)))
                    .toList();
            for (Future<Boolean> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("a report failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reporting", e);
        }
    }

    private Duration pause(Answered answer, Watch watch, Verdict verdict, ServiceGraph current) {
        if (verdict instanceof Verdict.AskAgainSoon) {
            return plan.soon(current.depth(watch.service()));
        }
        return answer.before().lastCheckAt() == null ? plan.first() : plan.usual();
    }

    private ServiceGraph graph() {
        List<ManagedService> services = catalog.services();
        if (services != graphed) {
            Map<ServiceName, List<ServiceName>> dependsOn = new LinkedHashMap<>();
            services.forEach(service -> dependsOn.put(
                    new ServiceName(service.name()),
                    service.dependsOn().stream().map(ServiceName::new).toList()));
            graph = ServiceGraph.of(dependsOn);
            graphed = services;
        }
        return graph;
    }

    private void count(Health health) {
        meters.counter(
                        "omni.service.probes",
                        "outcome",
                        ServiceStatus.valueOf(health.status().name()).wireName())
                .increment();
    }

    private static boolean isBad(Watch watch) {
        return watch.observed() != null && watch.observed().isFailing();
    }
}

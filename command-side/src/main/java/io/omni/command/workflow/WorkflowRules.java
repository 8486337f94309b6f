package io.omni.command.workflow;

import io.omni.command.Refusal;
import io.omni.command.service.ServiceCatalog;
import io.omni.events.EventType;
import io.omni.events.EventTypes;
import io.omni.events.workflow.RetryRule;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.Template;
import io.omni.events.workflow.Trigger;
import io.omni.events.workflow.WorkflowDefinition;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules of workflow definitions. All that is wrong with one is said at once. */
@Component
public class WorkflowRules {
    private static final int MAX_STEPS = 200;
    private static final int MAX_TIMEOUT_SECONDS = 600;
    private static final int MAX_PARALLEL = 1_000;
    private static final long MAX_BACKOFF_MS = 3_600_000;
    private static final Pattern STEP_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern HOOK_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private final ServiceCatalog catalog;
    private final Clock clock;

    WorkflowRules(ServiceCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Checks a definition.
     *
     * @param already what is known to be wrong with it
     * @return in what order its steps run
     * @throws Refusal {@code DEPENDENCY_CYCLE} with the cycle spelled out when that alone is wrong, otherwise
     *     {@code INVALID_WORKFLOW} with everything that is
     */
    public Plan check(WorkflowDefinition definition, List<Refusal.Detail> already) {
        List<Refusal.Detail> faults = new ArrayList<>(already);
        checkFrame(definition, faults);
        Map<String, StepDefinition> steps = byName(definition, faults);
        StepGraph graph = new StepGraph(steps.values());
        List<String> cycle = graph.cycle();
        for (int i = 0; i < definition.steps().size(); i++) {
            checkStep(definition.steps().get(i), "steps[" + i + "]", steps, cycle == null ? graph : null, faults);
        }
        String spelled = cycle == null ? "" : String.join(" -> ", cycle);
        if (cycle != null) {
            Refusal.Detail detail = new Refusal.Detail("steps", spelled);
            if (faults.isEmpty()) {
                throw new Refusal("DEPENDENCY_CYCLE", "the steps wait for each other in a circle: " + spelled, detail);
            }
            faults.add(new Refusal.Detail("steps", "these steps wait for each other in a circle: " + spelled));
        }
        if (!faults.isEmpty()) {
            throw new Refusal(
                    "INVALID_WORKFLOW",
                    faults.size() == 1
                            ? "the workflow breaks a rule; see the details"
                            : "the workflow breaks " + faults.size() + " rules; see the details",
                    faults.toArray(Refusal.Detail[]::new));
        }
        return new Plan(graph.levels());
    }

    private void checkFrame(WorkflowDefinition definition, List<Refusal.Detail> faults) {
        rule(
                !definition.name().isBlank() && definition.name().length() <= 200,
                "name",
                "give a name of 1 to 200 characters",
                faults);
        String description = definition.description();
        rule(
                description == null || description.length() <= 5_000,
                "description",
                "a description has at most 5000 characters",
                faults);
        rule(!definition.steps().isEmpty(), "steps", "give at least one step", faults);
        rule(definition.steps().size() <= MAX_STEPS, "steps", "a workflow has at most 200 steps", faults);
        Integer parallel = definition.maxParallel();
        rule(
                parallel == null || parallel >= 1 && parallel <= MAX_PARALLEL,
                "max_parallel",
                "give 1 to 1000 executions, or leave it out",
                faults);
        checkTrigger(definition.trigger(), faults);
    }

    private void checkTrigger(Trigger trigger, List<Refusal.Detail> faults) {
        switch (trigger.type()) {
            case MANUAL -> {
                // Nothing more to say.
            }
            case WEBHOOK ->
                rule(
                        trigger.event() != null
                                && HOOK_NAME.matcher(trigger.event()).matches(),
                        "trigger.event",
                        "name the hook with 1 to 100 letters, digits, '_', '.' or '-', for example push",
                        faults);
            case EVENT ->
                rule(
                        trigger.event() != null && isKnownEvent(trigger.event()),
                        "trigger.event",
                        "name a type of event of the platform, for example pipeline.failed or pipeline.*",
                        faults);
            case SCHEDULE -> checkSchedule(trigger, faults);
        }
        trigger.filter()
                .keySet()
                .forEach(path -> rule(
                        !path.isBlank() && path.length() <= 200,
                        "trigger.filter",
                        "a filter names paths of 1 to 200 characters",
                        faults));
    }

    private void checkSchedule(Trigger trigger, List<Refusal.Detail> faults) {
        if (trigger.cron() == null) {
            rule(false, "trigger.cron", "give the schedule's five fields, for example '0 6 * * *'", faults);
            return;
        }
        try {
            boolean fires = CronTimes.parse(trigger.cron(), trigger.timezone()).next(clock.instant()) != null;
            rule(fires, "trigger.cron", "this schedule never fires", faults);
        } catch (IllegalArgumentException e) {
            faults.add(new Refusal.Detail("trigger.cron", String.valueOf(e.getMessage())));
        }
    }

    private static boolean isKnownEvent(String pattern) {
        if (pattern.endsWith(".*")) {
            String prefix = pattern.substring(0, pattern.length() - 1);
            return EventTypes.all().stream().map(EventType::wireName).anyMatch(name -> name.startsWith(prefix));
        }
        return EventTypes.byWireName(pattern).isPresent();
    }

    private static Map<String, StepDefinition> byName(WorkflowDefinition definition, List<Refusal.Detail> faults) {
        Map<String, StepDefinition> steps = new LinkedHashMap<>();
        for (int i = 0; i < definition.steps().size(); i++) {
            StepDefinition step = definition.steps().get(i);
            if (!STEP_NAME.matcher(step.name()).matches()) {
                rule(false, "steps[" + i + "].name", "give 1 to 64 letters, digits, '_' or '-'", faults);
            } else if (steps.putIfAbsent(step.name(), step) != null) {
                rule(false, "steps[" + i + "].name", "the name '" + step.name() + "' is already taken", faults);
            }
        }
        return steps;
    }

    private void checkStep(
            StepDefinition step,
            String field,
            Map<String, StepDefinition> steps,
            @Nullable StepGraph graph,
            List<Refusal.Detail> faults) {
        rule(
                catalog.find(step.service()).isPresent(),
                field + ".service",
                "the catalogue has no service '" + shown(step.service()) + "'",
                faults);
        Set<String> reads = new HashSet<>();
        try {
            reads.addAll(Template.parse(StepAction.parse(step.action()).path()).steps());
        } catch (IllegalArgumentException e) {
            faults.add(new Refusal.Detail(field + ".action", String.valueOf(e.getMessage())));
        }
        collect(step.input(), field + ".input", reads, faults);
        collect(step.when(), field + ".when", reads, faults);
        for (String needed : step.dependsOn()) {
            rule(steps.containsKey(needed), field + ".depends_on", "there is no step '" + shown(needed) + "'", faults);
        }
        for (String read : reads) {
            if (!steps.containsKey(read)) {
                rule(false, field, "a template names the step '" + shown(read) + "', which there is not", faults);
            } else if (graph != null && !graph.isUpstream(read, step.name())) {
                rule(
                        false,
                        field,
                        "a template names the step '" + read + "', which this step does not depend on",
                        faults);
            }
        }
        checkNumbers(step, field, faults);
    }

    private static void checkNumbers(StepDefinition step, String field, List<Refusal.Detail> faults) {
        rule(
                step.timeoutSeconds() >= 1 && step.timeoutSeconds() <= MAX_TIMEOUT_SECONDS,
                field + ".timeout_seconds",
                "give 1 to 600 seconds",
                faults);
        RetryRule retry = step.retry();
        rule(
                retry.maxAttempts() >= 1 && retry.maxAttempts() <= 10,
                field + ".retry.max_attempts",
                "give 1 to 10 attempts",
                faults);
        rule(
                retry.backoffMs() >= 0 && retry.backoffMs() <= MAX_BACKOFF_MS,
                field + ".retry.backoff_ms",
                "give 0 to 3600000 milliseconds",
                faults);
        rule(
                retry.maxBackoffMs() >= 0 && retry.maxBackoffMs() <= MAX_BACKOFF_MS,
                field + ".retry.max_backoff_ms",
                "give 0 to 3600000 milliseconds",
                faults);
        rule(
                retry.multiplier() >= 1 && retry.multiplier() <= 10,
                field + ".retry.multiplier",
                "give a number from 1 to 10",
                faults);
    }

    private static void collect(@Nullable Object value, String field, Set<String> reads, List<Refusal.Detail> faults) {
        switch (value) {
            case String text -> {
                try {
                    reads.addAll(Template.parse(text).steps());
                } catch (IllegalArgumentException e) {
                    faults.add(new Refusal.Detail(field, String.valueOf(e.getMessage())));
                }
            }
            case Map<?, ?> object ->
                object.forEach(
                        (key, member) -> collect(member, field + "." + shown(String.valueOf(key)), reads, faults));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    collect(list.get(i), field + "[" + i + "]", reads, faults);
                }
            }
            case null, default -> {
                // Numbers and truth values hold no templates.
            }
        }
    }

    private static void rule(boolean holds, String field, String sentence, List<Refusal.Detail> faults) {
        if (!holds) {
            faults.add(new Refusal.Detail(field, sentence));
        }
    }

    private static String shown(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }
}

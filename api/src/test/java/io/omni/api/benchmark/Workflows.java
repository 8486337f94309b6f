package io.omni.api.benchmark;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.workflow.CreateWorkflow;
import io.omni.command.workflow.StartExecution;
import io.omni.command.workflow.WorkflowReader;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.OnFailure;
import io.omni.events.workflow.RetryRule;
import io.omni.events.workflow.StartedBy;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.Trigger;
import io.omni.events.workflow.WorkflowDefinition;
import io.omni.events.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Executions of workflows against the sandbox's services. */
final class Workflows {
    private static final int LEVELS = 10;
    private static final int WIDTH = 5;
    private static final int AT_ONCE = 100;
    private static final int WARM_UPS = 8;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final CommandDispatcher commands;
    private final WorkflowReader workflows;

    Workflows(Product product) {
        this.commands = product.bean(CommandDispatcher.class);
        this.workflows = product.bean(WorkflowReader.class);
    }

    /** How long a level of five steps takes when ten of them follow each other, in milliseconds; the best of three. */
    double millisecondsPerLevel() throws InterruptedException {
        WorkflowId workflow = create(steps(WIDTH));
        double best = Double.MAX_VALUE;
        for (int run = 0; run < WARM_UPS + 3; run++) {
            ExecutionState end = ended(start(workflow));
            double took = Duration.between(end.createdAt(), completed(end)).toNanos() / 1e6 / LEVELS;
            best = run < WARM_UPS ? best : Math.min(best, took);
        }
        return best;
    }

    /** How many steps are done in a second while a hundred executions of ten steps each are under way. */
    double stepsPerSecond() throws InterruptedException {
        WorkflowId workflow = create(steps(1));
        List<ExecutionId> started =
                IntStream.range(0, AT_ONCE).mapToObj(_ -> start(workflow)).toList();
        List<ExecutionState> ends = new ArrayList<>();
        for (ExecutionId id : started) {
            ends.add(ended(id));
        }
        Instant first = ends.stream()
                .map(ExecutionState::createdAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = ends.stream()
                .map(Workflows::completed)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return AT_ONCE * LEVELS * 1e9 / Duration.between(first, last).toNanos();
    }

    private WorkflowId create(List<StepDefinition> steps) {
        WorkflowId id = WorkflowId.next();
        commands.send(
                new CreateWorkflow(id, new WorkflowDefinition("benchmark", null, Trigger.MANUAL, steps, null, true)),
                Pipelines.CALLER);
        return id;
    }

    private ExecutionId start(WorkflowId workflow) {
        ExecutionId id = ExecutionId.next();
        commands.send(new StartExecution(id, workflow, Map.of(), Map.of(), StartedBy.CALL), Pipelines.CALLER);
        return id;
    }

    private ExecutionState ended(ExecutionId id) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < deadline) {
            ExecutionState state = workflows.known(id).orElseThrow();
            if (state.isEnded()) {
                return state;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException(id + " has not ended in time");
    }

    private static Instant completed(ExecutionState state) {
        return Objects.requireNonNull(state.completedAt());
    }

    private static List<StepDefinition> steps(int width) {
        List<StepDefinition> steps = new ArrayList<>();
        for (int level = 0; level < LEVELS; level++) {
            int above = level - 1;
            List<String> needs = above < 0
                    ? List.of()
                    : IntStream.range(0, width).mapToObj(i -> name(above, i)).toList();
            for (int i = 0; i < width; i++) {
                steps.add(new StepDefinition(
                        name(level, i),
                        "neo4j-graphrag-api",
                        "GET /patterns",
                        null,
                        needs,
                        RetryRule.NONE,
                        30,
                        OnFailure.FAIL,
                        null));
            }
        }
        return steps;
    }

    private static String name(int level, int place) {
        return "s" + level + "_" + place;
    }
}

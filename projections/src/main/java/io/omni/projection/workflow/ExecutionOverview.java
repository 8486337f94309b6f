package io.omni.projection.workflow;

import io.omni.events.pipeline.Problem;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.StepState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a list shows of an execution: where it and its steps stand, without what they took and found. */
record ExecutionOverview(
        String executionId,
        String workflowId,
        int version,
        String status,
        Map<String, Object> trigger,
        Map<String, String> steps,
        @Nullable Failure error,
        Instant createdAt,
        @Nullable Instant completedAt) {

    /** Why it failed, and at which step. */
    record Failure(String code, String message, @Nullable String step) {}

    static ExecutionOverview of(ExecutionState s) {
        Map<String, String> steps = new LinkedHashMap<>();
        for (Map.Entry<String, StepState> step : s.steps().entrySet()) {
            steps.put(step.getKey(), step.getValue().status().wireName());
        }
        Map<String, Object> trigger = new LinkedHashMap<>();
        trigger.put("type", s.startedBy().type().wireName());
        trigger.put("reference", s.startedBy().reference());
        return new ExecutionOverview(
                s.executionId().value(),
                s.workflowId().value(),
                s.workflowVersion(),
                s.status().wireName(),
                trigger,
                steps,
                failure(s.problem(), s.failedStep()),
                s.createdAt(),
                s.completedAt());
    }

    private static @Nullable Failure failure(@Nullable Problem problem, @Nullable String step) {
        return problem == null ? null : new Failure(problem.code(), problem.message(), step);
    }
}

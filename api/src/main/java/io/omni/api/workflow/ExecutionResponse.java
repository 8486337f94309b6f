package io.omni.api.workflow;

import io.omni.events.pipeline.Problem;
import io.omni.events.workflow.ExecutionState;
import io.omni.events.workflow.StartedBy;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.StepState;
import io.omni.events.workflow.StepStatus;
import io.omni.events.workflow.StepTemplates;
import io.omni.events.workflow.TemplateOverflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One execution.
 *
 * @param executionId its id, {@code exec_…}
 * @param workflowId its workflow
 * @param version the version of the definition that it follows
 * @param status {@code queued}, {@code running}, {@code cancelling}, {@code completed}, {@code failed} or {@code cancelled}
 * @param trigger what started it
 * @param input what the caller gave
 * @param event what happened outside
 * @param steps its steps, in the definition's order
 * @param createdAt when it was accepted, UTC
 * @param startedAt when it got to work; null while it waits
 * @param completedAt when it ended, however it ended; null until then
 * @param durationMs how long it took from acceptance to end, in milliseconds; null until it has ended
 * @param error why it failed; null unless it did
 */
record ExecutionResponse(
        String executionId,
        String workflowId,
        int version,
        String status,
        StartedBy trigger,
        Map<String, Object> input,
        Map<String, Object> event,
        List<Step> steps,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Long durationMs,
        @Nullable Failure error) {

    /**
     * Why something failed.
     *
     * @param code stable, in upper snake case
     * @param message one sentence
     * @param step the step it failed at; null inside a step
     */
    record Failure(String code, String message, @Nullable String step) {
        private static @Nullable Failure of(@Nullable Problem problem, @Nullable String step) {
            return problem == null ? null : new Failure(problem.code(), problem.message(), step);
        }
    }

    /**
     * One step.
     *
     * @param name its name
     * @param service the service it calls
     * @param action what it calls there, with its templates
     * @param dependsOn the steps it waits for
     * @param status {@code pending}, {@code running}, {@code completed}, {@code failed} or {@code skipped}
     * @param attempts how many attempts there were
     * @param input the input after templating; null while the step has not started, and when it has none
     * @param output what it found; null until it is completed
     * @param statusCode the HTTP status of the service's answer; null when there was none
     * @param error why it failed, or what it is tried again for; null when there is nothing
     * @param reason why it was skipped; null when it wasn't
     * @param startedAt when it started; null before
     * @param completedAt when it ended; null until then
     * @param durationMs how long it took, in milliseconds; null until it has ended
     * @param nextAttemptAt when it is tried again; null when it isn't
     */
    record Step(
            String name,
            String service,
            String action,
            List<String> dependsOn,
            String status,
            int attempts,
            @Nullable Object input,
            @Nullable Object output,
            @Nullable Integer statusCode,
            @Nullable Failure error,
            @Nullable String reason,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable Long durationMs,
            @Nullable Instant nextAttemptAt) {
        private static Step of(ExecutionState execution, StepDefinition definition) {
            StepState s = Objects.requireNonNull(execution.step(definition.name()));
            boolean ran = s.startedAt() != null;
            return new Step(
                    definition.name(),
                    definition.service(),
                    definition.action(),
                    definition.dependsOn(),
                    s.status().wireName(),
                    s.attempt(),
                    ran ? filled(execution, definition) : null,
                    s.output(),
                    s.statusCode(),
                    Failure.of(s.problem(), null),
                    s.reason(),
                    s.startedAt(),
                    s.completedAt(),
                    took(s.startedAt(), s.completedAt()),
                    s.status() == StepStatus.RUNNING ? s.retryAt() : null);
        }
    }

    static ExecutionResponse of(ExecutionState s) {
        return new ExecutionResponse(
                s.executionId().value(),
                s.workflowId().value(),
                s.workflowVersion(),
                s.status().wireName(),
                s.startedBy(),
                s.input(),
                s.event(),
                s.definition().steps().stream().map(step -> Step.of(s, step)).toList(),
                s.createdAt(),
                s.startedAt(),
                s.completedAt(),
                took(s.createdAt(), s.completedAt()),
                Failure.of(s.problem(), s.failedStep()));
    }

    private static @Nullable Object filled(ExecutionState execution, StepDefinition step) {
        try {
            return StepTemplates.input(execution, step);
        } catch (TemplateOverflow e) {
            return null;
        }
    }

    private static @Nullable Long took(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? null : Duration.between(from, to).toMillis();
    }
}

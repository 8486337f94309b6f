package io.omni.api.workflow;

import io.omni.events.workflow.RetryRule;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.Trigger;
import io.omni.events.workflow.WorkflowDefinition;
import io.omni.events.workflow.WorkflowState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One workflow.
 *
 * @param workflowId its id, {@code wf_…}
 * @param version the version of its definition, from 1; its ETag
 * @param name what people call it
 * @param description what it is for; null when nobody said
 * @param trigger what starts it by itself
 * @param steps its steps
 * @param maxParallel how many of its executions work at a time; null: any number
 * @param active whether its trigger starts it
 * @param createdAt when it was created, UTC
 * @param updatedAt when its definition last changed, UTC
 */
record WorkflowResponse(
        String workflowId,
        int version,
        String name,
        @Nullable String description,
        Map<String, Object> trigger,
        List<Step> steps,
        @Nullable Integer maxParallel,
        boolean active,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * One step, with everything that was left out filled in.
     *
     * @param name its name
     * @param service the service it calls
     * @param action what it calls there
     * @param input the request's JSON, with its templates
     * @param dependsOn the steps it waits for
     * @param retry how it is tried again
     * @param timeoutSeconds the longest that one try takes
     * @param onFailure {@code fail} or {@code continue}
     * @param when its condition; null: it always runs
     */
    record Step(
            String name,
            String service,
            String action,
            @Nullable Object input,
            List<String> dependsOn,
            RetryRule retry,
            int timeoutSeconds,
            String onFailure,
            @Nullable String when) {
        private static Step of(StepDefinition s) {
            return new Step(
                    s.name(),
                    s.service(),
                    s.action(),
                    s.input(),
                    s.dependsOn(),
                    s.retry(),
                    s.timeoutSeconds(),
                    s.onFailure().wireName(),
                    s.when());
        }
    }

    static WorkflowResponse of(WorkflowState state) {
        WorkflowDefinition d = state.definition();
        return new WorkflowResponse(
                state.workflowId().value(),
                state.definitionVersion(),
                d.name(),
                d.description(),
                trigger(d.trigger()),
                d.steps().stream().map(Step::of).toList(),
                d.maxParallel(),
                d.active(),
                state.createdAt(),
                state.updatedAt());
    }

    private static Map<String, Object> trigger(Trigger trigger) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", trigger.type().wireName());
        if (trigger.event() != null) {
            shown.put("event", trigger.event());
        }
        if (!trigger.filter().isEmpty()) {
            shown.put("filter", trigger.filter());
        }
        if (trigger.cron() != null) {
            shown.put("cron", trigger.cron());
            shown.put("timezone", trigger.timezone() == null ? "UTC" : trigger.timezone());
        }
        return shown;
    }
}

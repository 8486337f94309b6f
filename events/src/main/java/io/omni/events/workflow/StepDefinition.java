package io.omni.events.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a workflow: a call of a managed service.
 *
 * @param name its name, unique in the workflow
 * @param service the catalogue name of the service
 * @param action {@code METHOD /path}; the path may hold templates
 * @param input the request's JSON, with templates in its texts; null for none
 * @param dependsOn the steps it waits for
 * @param retry how it is tried again
 * @param timeoutSeconds the longest that one try takes
 * @param onFailure what its failure does
 * @param when a template that must be truthy for the step to run; null: it always runs
 */
public record StepDefinition(
        String name,
        String service,
        String action,
        @Nullable Object input,
        List<String> dependsOn,
        RetryRule retry,
        int timeoutSeconds,
        OnFailure onFailure,
        @Nullable String when) {
    /** The longest that one try takes unless a step says otherwise, in seconds. */
    public static final int DEFAULT_TIMEOUT_SECONDS = 30;

    /** Keeps its own copy of the list. */
    public StepDefinition {
        dependsOn = List.copyOf(dependsOn);
    }
}

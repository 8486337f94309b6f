package io.omni.events.pipeline;

import java.util.List;

/**
 * The quality gate judged a stage's checks.
 *
 * @param pipelineId the pipeline
 * @param stage the stage whose checks were judged
 * @param iteration the iteration it belongs to
 * @param gate how strictly
 * @param passed whether the gate let the work through
 * @param decision what follows from it: {@code continue}, {@code iterate} or {@code fail}
 * @param failedChecks the names of the checks that the gate failed on
 * @param checks every check with its value and threshold
 * @param policy the policy that decided, with its version
 */
public record GateEvaluated(
        PipelineId pipelineId,
        Stage stage,
        int iteration,
        QualityGate gate,
        boolean passed,
        String decision,
        List<String> failedChecks,
        List<Check> checks,
        PolicyRef policy)
        implements PipelineEvent {
    /** Keeps its own copies of the collections. */
    public GateEvaluated {
        failedChecks = List.copyOf(failedChecks);
        checks = List.copyOf(checks);
    }
}

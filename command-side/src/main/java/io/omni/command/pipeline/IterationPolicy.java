package io.omni.command.pipeline;

import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.PolicyRef;
import io.omni.events.pipeline.Stage;
import java.util.Set;

/**
 * Whether a failure goes back to the generator: only what the generator can mend (generate, validate, test), only when the pipeline
 * generates, only while iterations are left, and never once it is being cancelled.
 */
public final class IterationPolicy {
    /** How a decision names this policy. */
    public static final PolicyRef REF = new PolicyRef("iteration-limit", 1);

    /** The most characters of feedback that an iteration carries. */
    static final int MAX_FEEDBACK = 16_000;

    private static final Set<Stage> MENDABLE = Set.of(Stage.GENERATE, Stage.VALIDATE, Stage.TEST);

    private IterationPolicy() {}

    /** Whether a failure of this stage starts another iteration. */
    public static boolean allows(PipelineState pipeline, Stage failed) {
        return MENDABLE.contains(failed)
                && pipeline.stage(Stage.GENERATE) != null
                && pipeline.iteration() < pipeline.iterationLimit()
                && pipeline.status() != PipelineStatus.CANCELLING;
    }
}

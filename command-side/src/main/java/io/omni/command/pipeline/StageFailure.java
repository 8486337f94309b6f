package io.omni.command.pipeline;

import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stage could not do its work. The kind says what may follow; the pipeline's policies decide whether it does. */
public final class StageFailure extends Exception {

    /** What may follow from a failure. */
    public enum Kind {
        /** Passing trouble outside: try the same attempt's work again, later. */
        TRANSIENT,
        /** The generator's answer is at fault: iterate with the feedback. */
        REPAIRABLE,
        /** Trying again changes nothing. */
        PERMANENT
    }

    private final Kind kind;
    private final transient Problem problem;
    private final @Nullable Duration retryAfter;
    private final @Nullable String feedback;
    private final transient Map<String, Object> output;
    private final transient List<ArtifactRef> artifacts;

    private StageFailure(
            Kind kind,
            Problem problem,
            @Nullable Duration retryAfter,
            @Nullable String feedback,
            Map<String, Object> output,
            List<ArtifactRef> artifacts,
            @Nullable Throwable cause) {
        super(problem.message(), cause);
        this.kind = kind;
        this.problem = problem;
        this.retryAfter = retryAfter;
        this.feedback = feedback;
        this.output = output;
        this.artifacts = artifacts;
    }

    /**
     * Passing trouble outside.
     *
     * @param message one sentence for people
     * @param retryAfter how long the other side asked to wait; null when it did not say
     */
    public static StageFailure transientTrouble(
            String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        return new StageFailure(
                Kind.TRANSIENT, new Problem("STAGE_FAILED", message), retryAfter, null, Map.of(), List.of(), cause);
    }

    /**
     * The generator's answer is at fault.
     *
     * @param message one sentence for people
     * @param feedback what the generator is told
     * @param artifacts what was stored before the failure, for example the answer itself
     */
    public static StageFailure repairable(String message, String feedback, List<ArtifactRef> artifacts) {
        return new StageFailure(
                Kind.REPAIRABLE, new Problem("STAGE_FAILED", message), null, feedback, Map.of(), artifacts, null);
    }

    /** Trying again changes nothing. */
    public static StageFailure permanent(String message, @Nullable Throwable cause) {
        return new StageFailure(
                Kind.PERMANENT, new Problem("STAGE_FAILED", message), null, null, Map.of(), List.of(), cause);
    }

    /** The attempt's time is up. */
    public static StageFailure timeout(String message) {
        return new StageFailure(Kind.PERMANENT, new Problem("TIMEOUT", message), null, null, Map.of(), List.of(), null);
    }

    /** The same failure, with what the stage found and stored before it. */
    public StageFailure with(Map<String, Object> found, List<ArtifactRef> stored) {
        return new StageFailure(kind, problem, retryAfter, feedback, found, stored, getCause());
    }

    /** What may follow. */
    public Kind kind() {
        return kind;
    }

    /** The failure as people and programs see it. */
    public Problem problem() {
        return problem;
    }

    /** How long the other side asked to wait; null when it did not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** What the generator is told; null unless the kind is {@link Kind#REPAIRABLE}. */
    public @Nullable String feedback() {
        return feedback;
    }

    /** What the stage found before it failed. */
    public Map<String, Object> output() {
        return output;
    }

    /** What the stage stored before it failed. */
    public List<ArtifactRef> artifacts() {
        return artifacts;
    }
}

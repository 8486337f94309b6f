package io.omni.command.workflow;

import io.omni.events.pipeline.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a step could not be done.
 *
 * @param problem the reason, for people and programs
 * @param statusCode the HTTP status of the answer; null when there was none
 * @param passing whether another try may do better
 * @param retryAfter how long the service asked to wait; null when it didn't
 */
public record StepFailure(
        Problem problem,
        @Nullable Integer statusCode,
        boolean passing,
        @Nullable Duration retryAfter) {

    /** Trying again changes nothing. */
    public static StepFailure permanent(String message) {
        return new StepFailure(new Problem("STEP_FAILED", message), null, false, null);
    }
}

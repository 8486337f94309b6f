package io.omni.command.content;

import io.omni.events.content.JobId;
import io.omni.events.content.mind.Mishap;
import io.omni.events.pipeline.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Says that an attempt failed; changes nothing when it is over.
 *
 * @param jobId the job
 * @param attempt the attempt
 * @param problem why
 * @param mishap what kind of failure
 * @param retryAfter how long the other side asks to wait; null when it doesn't
 */
public record ReportFailure(
        JobId jobId,
        int attempt,
        Problem problem,
        Mishap mishap,
        @Nullable Duration retryAfter) implements JobCommand {}

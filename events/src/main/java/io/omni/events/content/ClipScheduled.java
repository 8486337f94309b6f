package io.omni.events.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clip waits for its time.
 *
 * @param clipId the clip
 * @param jobId the upload
 * @param recommendedTime what the scheduler recommends
 * @param finalTime what holds
 * @param byOperator whether an operator chose it
 * @param platformVideoId what the target calls it; null while it has not been sent
 */
public record ClipScheduled(
        ClipId clipId,
        JobId jobId,
        Instant recommendedTime,
        Instant finalTime,
        boolean byOperator,
        @Nullable String platformVideoId)
        implements ClipEvent {}

package io.omni.query.content.insight;

import io.omni.events.content.JobId;
import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.pipeline.Problem;
import io.omni.query.stardust.PacketRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Eclipse decided on a failure on a clip's way.
 *
 * @param jobId the job that failed
 * @param at when
 * @param problem why
 * @param eclipse the decision
 * @param eventId the event behind it
 * @param packet the ledger's packet behind it; null while the ledger has none
 */
public record FailureDecision(
        JobId jobId,
        Instant at,
        Problem problem,
        EclipseDecision eclipse,
        String eventId,
        @Nullable PacketRef packet) {

    FailureDecision citing(@Nullable PacketRef cited) {
        return new FailureDecision(jobId, at, problem, eclipse, eventId, cited);
    }
}

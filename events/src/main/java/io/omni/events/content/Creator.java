package io.omni.events.content;

import io.omni.events.pipeline.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A creator as a project has it.
 *
 * @param creatorId the creator
 * @param platform picks the source
 * @param handle the creator there
 * @param profileUrl where; null when the handle says it
 * @param scrapeWindowDays how many days back; null: as the project
 * @param status whether it is scraped
 * @param problem why it is paused; null while it isn't
 * @param addedAt since when
 */
public record Creator(
        CreatorId creatorId,
        String platform,
        String handle,
        @Nullable String profileUrl,
        @Nullable Integer scrapeWindowDays,
        CreatorStatus status,
        @Nullable Problem problem,
        Instant addedAt) {

    Creator as(CreatorStatus newStatus, @Nullable Problem newProblem) {
        return new Creator(creatorId, platform, handle, profileUrl, scrapeWindowDays, newStatus, newProblem, addedAt);
    }
}

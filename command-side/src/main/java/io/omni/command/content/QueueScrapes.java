package io.omni.command.content;

import io.omni.events.content.CreatorId;
import io.omni.events.content.JobId;
import io.omni.events.content.ProjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queues a scrape a creator, all or nothing. Refused with {@code INVALID_DATE_RANGE} and {@code CREATOR_NOT_FOUND}. A scrape with an id that is known changes nothing.
 *
 * @param projectId the project
 * @param wanted the scrapes
 * @param since no video posted before; null: by the window
 * @param until no video posted after; null: now
 * @param force whether videos that were scraped before are fetched again
 * @param author who asks
 */
public record QueueScrapes(
        ProjectId projectId,
        List<Wanted> wanted,
        @Nullable Instant since,
        @Nullable Instant until,
        boolean force,
        String author)
        implements ProjectCommand {

    /** Keeps its own copies of the collections. */
    public QueueScrapes {
        wanted = List.copyOf(wanted);
    }

    /**
     * A scrape.
     *
     * @param creatorId the creator
     * @param jobId the id that its job gets
     */
    public record Wanted(CreatorId creatorId, JobId jobId) {}
}

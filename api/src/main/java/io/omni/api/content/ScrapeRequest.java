package io.omni.api.content;

import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ValidationFailed;
import io.omni.command.content.QueueScrapes;
import io.omni.events.content.Creator;
import io.omni.events.content.CreatorId;
import io.omni.events.content.CreatorStatus;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.ProjectState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be scraped.
 *
 * @param creatorIds which creators, at most 200; default all that are active
 * @param since no video posted before, a timestamp; default by the window
 * @param until no video posted after, a timestamp; default now
 * @param force whether videos that were scraped before are fetched again; default false
 */
record ScrapeRequest(
        @Nullable List<@Nullable String> creatorIds,
        @Nullable String since,
        @Nullable String until,
        @Nullable Boolean force) {
    private static final int MOST = 200;

    static final ScrapeRequest EVERYBODY = new ScrapeRequest(null, null, null, null);

    /**
     * The command; its first scrape has the id that is given, the ids of the others follow from it.
     *
     * @throws io.omni.api.edge.ApiError when a member breaks a rule, or the project has no such creator
     */
    QueueScrapes check(ProjectState project, String firstId, String author) {
        ValidationFailed.Collector problems = new ValidationFailed.Collector();
        if (creatorIds != null) {
            problems.check(
                    !creatorIds.isEmpty() && creatorIds.size() <= MOST, "creator_ids", "must name 1 to 200 creators");
            for (int i = 0; i < creatorIds.size(); i++) {
                String id = creatorIds.get(i);
                problems.check(id != null && CreatorId.isValid(id), "creator_ids[" + i + "]", "must be a creator's id");
            }
        }
        problems.throwIfAny();
        List<CreatorId> creators = creators(project);
        if (creators.isEmpty()) {
            throw CreatorController.noCreator();
        }
        List<QueueScrapes.Wanted> wanted = new ArrayList<>();
        for (CreatorId creator : creators) {
            JobId job = wanted.isEmpty() ? new JobId(firstId) : JobId.of(JobKind.SCRAPE, firstId + "\n" + creator);
            wanted.add(new QueueScrapes.Wanted(creator, job));
        }
        return new QueueScrapes(
                project.projectId(),
                wanted,
                Parameters.time("since", since, ErrorCode.INVALID_DATE_RANGE),
                Parameters.time("until", until, ErrorCode.INVALID_DATE_RANGE),
                Boolean.TRUE.equals(force),
                author);
    }

    private List<CreatorId> creators(ProjectState project) {
        return creatorIds == null
                ? project.creators().stream()
                        .filter(creator -> creator.status() == CreatorStatus.ACTIVE)
                        .map(Creator::creatorId)
                        .toList()
                : new LinkedHashSet<>(creatorIds)
                        .stream()
                                .map(id -> new CreatorId(Objects.requireNonNull(id)))
                                .toList();
    }
}

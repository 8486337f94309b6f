package io.omni.api.content;

import io.omni.events.content.Creator;
import io.omni.events.content.ProjectSettings;
import io.omni.events.content.ProjectState;
import io.omni.events.pipeline.Problem;
import io.omni.query.content.ProjectItem;
import io.omni.query.content.ProjectStats;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What callers are shown of projects and their creators. */
final class ProjectResponses {
    private ProjectResponses() {}

    /**
     * A project that was made.
     *
     * @param projectId its id, {@code proj_…}
     * @param status {@code PAUSED}
     * @param createdAt when it was made, UTC
     */
    record CreatedProject(String projectId, String status, Instant createdAt) {
        static CreatedProject of(ProjectState state) {
            return new CreatedProject(state.projectId().value(), state.status().name(), state.createdAt());
        }
    }

    /**
     * A project in a list.
     *
     * @param projectId its id, {@code proj_…}
     * @param name what people call it
     * @param status {@code PAUSED}, {@code RUNNING} or {@code ERROR}
     * @param videosScraped how many videos it has
     * @param clipsReady how many clips were chosen: to be edited, to be uploaded, or published
     * @param createdAt when it was made, UTC
     */
    record ListedProject(
            String projectId, String name, String status, long videosScraped, long clipsReady, Instant createdAt) {
        static ListedProject of(ProjectItem item) {
            ProjectState state = item.state();
            return new ListedProject(
                    state.projectId().value(),
                    state.name(),
                    state.status().name(),
                    item.videosScraped(),
                    item.clipsReady(),
                    state.createdAt());
        }
    }

    /**
     * A project.
     *
     * @param projectId its id, {@code proj_…}
     * @param name what people call it
     * @param description what it is for; null when nobody said
     * @param status {@code PAUSED}, {@code RUNNING} or {@code ERROR}
     * @param error why it can't go on; null while it can
     * @param tenant whose it is; null when it is nobody's
     * @param defaultPlatforms where its clips go
     * @param settings how its pipeline works
     * @param stats what there is of it
     * @param createdAt when it was made, UTC
     * @param updatedAt when it was last changed, UTC
     */
    record ProjectResponse(
            String projectId,
            String name,
            @Nullable String description,
            String status,
            @Nullable Failure error,
            @Nullable String tenant,
            List<String> defaultPlatforms,
            SettingsResponse settings,
            ProjectStats stats,
            Instant createdAt,
            Instant updatedAt) {
        static ProjectResponse of(ProjectState state, ProjectStats stats) {
            return new ProjectResponse(
                    state.projectId().value(),
                    state.name(),
                    state.description(),
                    state.status().name(),
                    Failure.of(state.problem()),
                    state.tenant(),
                    state.settings().defaultPlatforms(),
                    SettingsResponse.of(state.settings()),
                    stats,
                    state.createdAt(),
                    state.updatedAt());
        }
    }

    /**
     * How a project's pipeline works.
     *
     * @param scrapeWindowDays how many days back its creators are scraped
     * @param dailyQuota how many clips a channel publishes a day
     * @param keywords what its clips should be about
     * @param contentMix the share that each category should have
     * @param defaultPlatforms where its clips go
     */
    record SettingsResponse(
            int scrapeWindowDays,
            int dailyQuota,
            List<String> keywords,
            Map<String, Object> contentMix,
            List<String> defaultPlatforms) {
        static SettingsResponse of(ProjectSettings settings) {
            return new SettingsResponse(
                    settings.scrapeWindowDays(),
                    settings.dailyQuota(),
                    settings.keywords(),
                    settings.contentMix(),
                    settings.defaultPlatforms());
        }
    }

    /**
     * Something that was accepted.
     *
     * @param message what will happen
     * @param requestedAt when it was asked for, UTC
     */
    record Requested(String message, Instant requestedAt) {}

    /**
     * Something that is gone.
     *
     * @param message what was done
     * @param deletedAt when, UTC
     */
    record Deleted(String message, Instant deletedAt) {}

    /**
     * A creator that was added.
     *
     * @param creatorId its id, {@code cr_…}
     * @param platform its source
     * @param status {@code ACTIVE}
     */
    record AddedCreator(String creatorId, String platform, String status) {
        static AddedCreator of(Creator creator) {
            return new AddedCreator(
                    creator.creatorId().value(),
                    creator.platform(),
                    creator.status().name());
        }
    }

    /**
     * A creator.
     *
     * @param creatorId its id, {@code cr_…}
     * @param platform its source
     * @param handle its name there
     * @param profileUrl where; null when the handle says it
     * @param scrapeWindowDays how many days back it is scraped; null: as the project
     * @param status {@code ACTIVE}, or {@code PAUSED} when its source failed for good
     * @param error why it is paused; null while it isn't
     * @param lastScrapedAt when it was last scraped with success, UTC; null: never
     * @param addedAt when it was added, UTC
     */
    record CreatorResponse(
            String creatorId,
            String platform,
            String handle,
            @Nullable String profileUrl,
            @Nullable Integer scrapeWindowDays,
            String status,
            @Nullable Failure error,
            @Nullable Instant lastScrapedAt,
            Instant addedAt) {
        static CreatorResponse of(Creator creator, @Nullable Instant lastScrapedAt) {
            return new CreatorResponse(
                    creator.creatorId().value(),
                    creator.platform(),
                    creator.handle(),
                    creator.profileUrl(),
                    creator.scrapeWindowDays(),
                    creator.status().name(),
                    Failure.of(creator.problem()),
                    lastScrapedAt,
                    creator.addedAt());
        }
    }

    /**
     * Why something failed.
     *
     * @param code stable, in upper snake case
     * @param message one sentence
     */
    record Failure(String code, String message) {
        static @Nullable Failure of(@Nullable Problem problem) {
            return problem == null ? null : new Failure(problem.code(), problem.message());
        }
    }
}

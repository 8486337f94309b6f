package io.omni.events.content;

import org.jspecify.annotations.Nullable;

/**
 * A creator was added to a project.
 *
 * @param projectId the project
 * @param creatorId the creator
 * @param platform picks the source: {@code feed}, {@code http}, {@code folder}, {@code tiktok}, {@code instagram}, {@code youtube} or {@code youtube_shorts}
 * @param handle the creator there
 * @param profileUrl where; null when the handle says it
 * @param scrapeWindowDays how many days back; null: as the project
 */
public record CreatorAdded(
        ProjectId projectId,
        CreatorId creatorId,
        String platform,
        String handle,
        @Nullable String profileUrl,
        @Nullable Integer scrapeWindowDays)
        implements ProjectEvent {}

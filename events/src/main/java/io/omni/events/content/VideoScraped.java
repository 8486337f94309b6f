package io.omni.events.content;

import org.jspecify.annotations.Nullable;

/**
 * A video was fetched that the project did not have.
 *
 * @param videoId the video
 * @param projectId the project
 * @param creatorId the creator
 * @param jobId the scrape
 * @param post where it was posted
 * @param media the video
 * @param subtitles a sidecar; null without one
 */
public record VideoScraped(
        VideoId videoId,
        ProjectId projectId,
        CreatorId creatorId,
        JobId jobId,
        Post post,
        StoredFile media,
        @Nullable StoredFile subtitles)
        implements VideoEvent {}

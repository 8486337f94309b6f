package io.omni.events.content;

import io.omni.events.content.mind.ParadoxFinding;

/**
 * A video was fetched that the project has already.
 *
 * @param videoId the video
 * @param projectId the project
 * @param creatorId the creator
 * @param jobId the scrape
 * @param post where it was posted this time
 * @param paradox which it is a duplicate of
 */
public record VideoDuplicate(
        VideoId videoId, ProjectId projectId, CreatorId creatorId, JobId jobId, Post post, ParadoxFinding paradox)
        implements VideoEvent {}

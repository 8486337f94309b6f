package io.omni.events.content;

import io.omni.events.pipeline.Problem;

/**
 * A video can't be analyzed.
 *
 * @param videoId the video
 * @param projectId the project
 * @param jobId the job
 * @param problem why
 */
public record VideoUnusable(VideoId videoId, ProjectId projectId, JobId jobId, Problem problem) implements VideoEvent {}

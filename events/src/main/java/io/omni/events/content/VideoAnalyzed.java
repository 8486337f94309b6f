package io.omni.events.content;

/**
 * A video was analyzed.
 *
 * @param videoId the video
 * @param projectId the project
 * @param analysisId the analysis
 * @param jobId the job
 * @param analysis what was found
 */
public record VideoAnalyzed(VideoId videoId, ProjectId projectId, AnalysisId analysisId, JobId jobId, Analysis analysis)
        implements VideoEvent {}

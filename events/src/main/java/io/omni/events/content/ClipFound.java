package io.omni.events.content;

/**
 * An analysis found a candidate.
 *
 * @param clipId the clip
 * @param projectId the project
 * @param videoId the video
 * @param analysisId the analysis
 * @param number its number in the video, from 1
 * @param candidate the piece
 */
public record ClipFound(
        ClipId clipId, ProjectId projectId, VideoId videoId, AnalysisId analysisId, int number, Candidate candidate)
        implements ClipEvent {}

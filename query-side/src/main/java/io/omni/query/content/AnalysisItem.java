package io.omni.query.content;

import java.util.List;

/**
 * The analysis of a video.
 *
 * @param analysisId its id, {@code an_…}
 * @param videoId the video
 * @param viralityScore 0 to 1
 * @param relevanceScore 0 to 1
 * @param keywords what it is about, most telling first
 * @param clipCandidates the pieces that could become clips, in the order of the video
 */
public record AnalysisItem(
        String analysisId,
        String videoId,
        double viralityScore,
        double relevanceScore,
        List<String> keywords,
        List<Candidate> clipCandidates) {

    /**
     * A piece of a video that could become a clip.
     *
     * @param clipId the clip
     * @param startTime seconds from the beginning of the video
     * @param endTime seconds from the beginning of the video
     * @param confidence 0 to 1
     */
    public record Candidate(String clipId, double startTime, double endTime, double confidence) {}
}

package io.omni.events.content;

import io.omni.events.pipeline.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a video's events add up to; the only fold of them.
 *
 * @param videoId the video
 * @param projectId its project
 * @param creatorId the creator it was first scraped of
 * @param post where it was first posted
 * @param media the video
 * @param subtitles a sidecar; null without one
 * @param duplicates how often it was met again
 * @param analysisId its newest analysis; null before
 * @param analysis what that found; null before
 * @param problem why it can't be analyzed; null when it can
 * @param scrapedAt when it was first scraped
 * @param analyzedAt when it was analyzed; null before
 * @param version how many events it has
 */
public record VideoState(
        VideoId videoId,
        ProjectId projectId,
        CreatorId creatorId,
        Post post,
        StoredFile media,
        @Nullable StoredFile subtitles,
        int duplicates,
        @Nullable AnalysisId analysisId,
        @Nullable Analysis analysis,
        @Nullable Problem problem,
        Instant scrapedAt,
        @Nullable Instant analyzedAt,
        long version) {

    /**
     * The state after an event.
     *
     * @param state the state before it; null exactly for the first event, {@link VideoScraped}
     * @param event what happened
     * @param at when it happened
     */
    public static VideoState evolve(@Nullable VideoState state, VideoEvent event, Instant at) {
        if (state == null) {
            if (event instanceof VideoScraped e) {
                return new VideoState(
                        e.videoId(),
                        e.projectId(),
                        e.creatorId(),
                        e.post(),
                        e.media(),
                        e.subtitles(),
                        0,
                        null,
                        null,
                        null,
                        at,
                        null,
                        1);
            }
            throw new IllegalArgumentException("a video's history begins with content.video.scraped");
        }
        return switch (event) {
            case VideoScraped e -> throw new IllegalArgumentException("a video begins once: " + e.videoId());
            case VideoDuplicate _ ->
                state.with(state.duplicates + 1, state.analysisId, state.analysis, state.problem, state.analyzedAt);
            case VideoAnalyzed e -> state.with(state.duplicates, e.analysisId(), e.analysis(), null, at);
            case VideoUnusable e ->
                state.with(state.duplicates, state.analysisId, state.analysis, e.problem(), state.analyzedAt);
        };
    }

    private VideoState with(
            int newDuplicates,
            @Nullable AnalysisId newAnalysisId,
            @Nullable Analysis newAnalysis,
            @Nullable Problem newProblem,
            @Nullable Instant newAnalyzedAt) {
        return new VideoState(
                videoId,
                projectId,
                creatorId,
                post,
                media,
                subtitles,
                newDuplicates,
                newAnalysisId,
                newAnalysis,
                newProblem,
                scrapedAt,
                newAnalyzedAt,
                version + 1);
    }
}

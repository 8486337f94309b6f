package io.omni.projection.content;

import static io.omni.projection.content.LogLine.about;
import static io.omni.projection.content.LogLine.info;

import io.omni.events.content.ClipEditEnded;
import io.omni.events.content.ClipEditQueued;
import io.omni.events.content.ClipEdited;
import io.omni.events.content.ClipEvent;
import io.omni.events.content.ClipFound;
import io.omni.events.content.ClipJudged;
import io.omni.events.content.ClipPublished;
import io.omni.events.content.ClipQuarantined;
import io.omni.events.content.ClipRejected;
import io.omni.events.content.ClipScheduled;
import io.omni.events.content.ClipUploadDelayed;
import io.omni.events.content.ClipUploadEnded;
import io.omni.events.content.ClipUploadQueued;
import io.omni.events.content.ClipUploading;
import io.omni.events.content.ClipWorded;
import io.omni.events.content.JobId;
import io.omni.events.pipeline.Problem;
import java.util.Map;

/** Says in a sentence what happened to clips. */
final class ClipLines {
    private static final String CLIP = "clip";

    private ClipLines() {}

    static LogLine of(ClipEvent event) {
        return switch (event) {
            case ClipFound e ->
                info(
                        CLIP,
                        "A candidate was found.",
                        about("clip_id", e.clipId(), "video_id", e.videoId(), "analysis_id", e.analysisId()));
            case ClipJudged e -> info(CLIP, "The modules judged a clip.", about("clip_id", e.clipId()));
            case ClipRejected e ->
                info(
                        CLIP,
                        "A clip was not chosen.",
                        about("clip_id", e.clipId(), "reasons", String.join(" ", e.reasons())));
            case ClipEditQueued e -> info(CLIP, "An edit of a clip was queued.", of(e, e.jobId()));
            case ClipEdited e -> info(CLIP, "A clip was rendered.", of(e, e.jobId()));
            case ClipEditEnded e -> trouble(e, e.jobId(), e.problem(), LogLine.Level.WARNING);
            case ClipWorded e -> info(CLIP, "Title, description and tags were written.", about("clip_id", e.clipId()));
            case ClipUploadQueued e -> info(CLIP, "An upload of a clip was queued.", of(e, e.jobId()));
            case ClipScheduled e ->
                info(
                        CLIP,
                        "A clip waits for its time.",
                        about("clip_id", e.clipId(), "job_id", e.jobId(), "final_time", e.finalTime()));
            case ClipUploading e -> info(CLIP, "A clip is being sent.", of(e, e.jobId()));
            case ClipUploadEnded e -> trouble(e, e.jobId(), e.problem(), LogLine.Level.WARNING);
            case ClipUploadDelayed e -> trouble(e, e.jobId(), e.problem(), LogLine.Level.WARNING);
            case ClipPublished e ->
                info(
                        CLIP,
                        "A clip is published.",
                        about("clip_id", e.clipId(), "job_id", e.jobId(), "platform_video_id", e.platformVideoId()));
            case ClipQuarantined e ->
                new LogLine(
                        CLIP,
                        LogLine.Level.ERROR,
                        null,
                        e.problem().message(),
                        about("clip_id", e.clipId(), "code", e.problem().code()));
        };
    }

    private static Map<String, Object> of(ClipEvent event, JobId job) {
        return about("clip_id", event.clipId(), "job_id", job);
    }

    private static LogLine trouble(ClipEvent event, JobId job, Problem problem, LogLine.Level level) {
        return new LogLine(
                CLIP,
                level,
                null,
                problem.message(),
                about("clip_id", event.clipId(), "job_id", job, "code", problem.code()));
    }
}

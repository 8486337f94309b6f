package io.omni.projection.content;

import static io.omni.projection.content.LogLine.about;
import static io.omni.projection.content.LogLine.info;

import io.omni.events.content.CalendarEvent;
import io.omni.events.content.CreatorAdded;
import io.omni.events.content.CreatorPaused;
import io.omni.events.content.CreatorRemoved;
import io.omni.events.content.ProjectChanged;
import io.omni.events.content.ProjectCreated;
import io.omni.events.content.ProjectDeleted;
import io.omni.events.content.ProjectEvent;
import io.omni.events.content.ProjectFailed;
import io.omni.events.content.ProjectStarted;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ProjectStopped;
import io.omni.events.content.ScheduleAbandoned;
import io.omni.events.content.ScheduleRun;
import io.omni.events.content.ScheduleStarted;
import io.omni.events.content.UploadAwaitsPlace;
import io.omni.events.content.UploadHandedOver;
import io.omni.events.content.UploadPlaced;
import io.omni.events.content.UploadReleased;
import io.omni.events.content.VideoAnalyzed;
import io.omni.events.content.VideoDuplicate;
import io.omni.events.content.VideoEvent;
import io.omni.events.content.VideoScraped;
import io.omni.events.content.VideoUnusable;

/** Says in a sentence what happened to projects, videos and calendars. */
final class LogLines {
    private static final String PROJECT = "project";
    private static final String VIDEO = "video";
    private static final String CALENDAR = "calendar";

    private LogLines() {}

    static LogLine of(ProjectEvent event, ProjectState after) {
        return switch (event) {
            case ProjectCreated _ -> info(PROJECT, "The project was created; it is paused.", about());
            case ProjectChanged _ -> info(PROJECT, "The project was changed.", about("version", after.version()));
            case ProjectStarted _ -> info(PROJECT, "The project was started.", about());
            case ProjectStopped e -> info(PROJECT, "The project was stopped.", about("reason", e.reason()));
            case ProjectFailed e ->
                new LogLine(
                        PROJECT,
                        LogLine.Level.ERROR,
                        null,
                        e.problem().message(),
                        about("code", e.problem().code()));
            case ProjectDeleted _ -> info(PROJECT, "The project was deleted.", about());
            case CreatorAdded e ->
                info(
                        PROJECT,
                        "A creator was added.",
                        about("creator_id", e.creatorId(), "platform", e.platform(), "handle", e.handle()));
            case CreatorRemoved e -> info(PROJECT, "A creator was removed.", about("creator_id", e.creatorId()));
            case CreatorPaused e ->
                new LogLine(
                        PROJECT,
                        LogLine.Level.ERROR,
                        null,
                        "A creator is scraped no more: " + e.problem().message(),
                        about("creator_id", e.creatorId(), "code", e.problem().code()));
        };
    }

    static LogLine of(VideoEvent event) {
        return switch (event) {
            case VideoScraped e ->
                info(
                        VIDEO,
                        "A video was scraped.",
                        about(
                                "video_id",
                                e.videoId(),
                                "creator_id",
                                e.creatorId(),
                                "job_id",
                                e.jobId(),
                                "sha256",
                                e.media().sha256(),
                                "bytes",
                                e.media().bytes()));
            case VideoDuplicate e ->
                info(
                        VIDEO,
                        "A video was met again that the project has already.",
                        about("video_id", e.videoId(), "creator_id", e.creatorId(), "job_id", e.jobId()));
            case VideoAnalyzed e ->
                info(
                        VIDEO,
                        "A video was analyzed.",
                        about(
                                "video_id",
                                e.videoId(),
                                "analysis_id",
                                e.analysisId(),
                                "job_id",
                                e.jobId(),
                                "candidates",
                                e.analysis().candidates().size()));
            case VideoUnusable e ->
                new LogLine(
                        VIDEO,
                        LogLine.Level.ERROR,
                        null,
                        e.problem().message(),
                        about(
                                "video_id",
                                e.videoId(),
                                "job_id",
                                e.jobId(),
                                "code",
                                e.problem().code()));
        };
    }

    static LogLine of(CalendarEvent event) {
        return switch (event) {
            case UploadAwaitsPlace e ->
                info(
                        CALENDAR,
                        "An upload waits for its place.",
                        about("job_id", e.wish().jobId(), "clip_id", e.wish().clipId()));
            case UploadPlaced e ->
                info(
                        CALENDAR,
                        "An upload got its place.",
                        about(
                                "job_id",
                                e.wish().jobId(),
                                "clip_id",
                                e.wish().clipId(),
                                "final_time",
                                e.placement().finalTime(),
                                "author",
                                e.author()));
            case UploadHandedOver e -> info(CALENDAR, "An upload's place is fixed.", about("job_id", e.jobId()));
            case UploadReleased e ->
                info(CALENDAR, "An upload gave its place back.", about("job_id", e.jobId(), "reason", e.reason()));
            case ScheduleStarted e -> info(CALENDAR, "The schedule is being made.", about("job_id", e.jobId()));
            case ScheduleRun e ->
                info(
                        CALENDAR,
                        "The schedule was made.",
                        about(
                                "job_id",
                                e.jobId(),
                                "considered",
                                e.considered(),
                                "updated",
                                e.changed().size(),
                                "reason",
                                e.reason()));
            case ScheduleAbandoned e ->
                new LogLine(
                        CALENDAR,
                        LogLine.Level.WARNING,
                        null,
                        "The schedule could not be made.",
                        about("job_id", e.jobId()));
        };
    }
}

package io.omni.command.content;

import io.omni.events.content.CalendarEntry;
import io.omni.events.content.CalendarState;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipState;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.CreatorId;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.Placement;
import io.omni.events.content.PlacementWish;
import io.omni.events.content.Post;
import io.omni.events.content.ProjectState;
import io.omni.events.content.VideoState;
import io.omni.events.content.mind.ChorusWording;
import io.omni.events.content.mind.EclipseDecision;
import io.omni.events.content.mind.Judgement;
import io.omni.events.content.mind.LatticePriority;
import io.omni.events.content.mind.Mishap;
import io.omni.events.content.mind.ParadoxFinding;
import io.omni.events.content.mind.Work;
import io.omni.events.content.mind.ZenithDecision;
import io.omni.events.pipeline.PolicyRef;
import io.omni.events.pipeline.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the content pipeline asks its modules. Pure: the same question gets the same answer, on any node, at any time; whatever an answer
 * depends on is in the question.
 */
public interface ContentMind {

    /** Judges all candidates of a video: one judgement each, in the order of the question's ids. */
    List<Judgement> judge(JudgeQuestion question);

    /** Writes a rendered clip's words, and decides whether it goes out. */
    UploadAnswer word(UploadQuestion question);

    /** Decides how soon a job is done. */
    LatticePriority priority(PriorityQuestion question);

    /** Zenith's decision that follows from the platform's own rules: scraping and analyzing in a project. */
    ZenithDecision permit(ProjectState project, Work work);

    /** Says what a video is a duplicate of, and what follows. */
    ParadoxFinding duplicate(VideoState known, Post post, CreatorId creator);

    /** Decides what follows from a failed attempt. */
    EclipseDecision afterFailure(FailureQuestion question);

    /** The wish that an upload of a rendered clip has for its place. */
    PlacementWish wish(ProjectState project, VideoState video, ClipState clip, JobId upload, String channel);

    /** Places uploads: those that wait, and those whose time is not fixed. */
    PlaceAnswer place(PlaceQuestion question);

    /**
     * The candidates of a video.
     *
     * @param project the project
     * @param video the video, analyzed
     * @param clipIds the ids of the analysis' candidates, in its order
     */
    record JudgeQuestion(ProjectState project, VideoState video, List<ClipId> clipIds) {}

    /**
     * A rendered clip.
     *
     * @param project the project
     * @param video its video
     * @param clip the clip, rendered
     */
    record UploadQuestion(ProjectState project, VideoState video, ClipState clip) {}

    /**
     * What was decided on a rendered clip.
     *
     * @param chorus the words
     * @param zenith the decision: {@code PROCEED}: it goes out
     */
    record UploadAnswer(ChorusWording chorus, ZenithDecision zenith) {}

    /**
     * A job that needs a priority.
     *
     * @param project the project
     * @param kind the job's kind
     * @param post the post of the video; null when there is none yet
     * @param clip the clip; null when there is none yet
     * @param operatorPriority what an operator asked for, 0..1; null when nobody did
     * @param now the time
     */
    record PriorityQuestion(
            ProjectState project,
            JobKind kind,
            @Nullable Post post,
            @Nullable ClipState clip,
            @Nullable Double operatorPriority,
            Instant now) {}

    /**
     * An attempt that failed.
     *
     * @param job the job
     * @param problem why
     * @param mishap what kind of failure
     * @param retryAfter how long the other side asks to wait; null when it doesn't
     * @param now when it failed
     */
    record FailureQuestion(
            ContentJobState job,
            Problem problem,
            Mishap mishap,
            @Nullable Duration retryAfter,
            Instant now) {}

    /**
     * Uploads to place.
     *
     * @param project the project
     * @param movable the uploads to place; the answer must not depend on their order
     * @param fixed the entries whose places stay
     * @param now the time
     * @param targetDay the day (UTC) from which on; null: today
     */
    record PlaceQuestion(
            ProjectState project,
            List<PlacementWish> movable,
            List<CalendarEntry> fixed,
            Instant now,
            @Nullable LocalDate targetDay) {}

    /**
     * Where uploads go.
     *
     * @param policy the policy and its version
     * @param places a place for every upload that was asked for; no two share a channel and {@link CalendarState#slotOf slot}
     */
    record PlaceAnswer(PolicyRef policy, List<Placement> places) {}
}

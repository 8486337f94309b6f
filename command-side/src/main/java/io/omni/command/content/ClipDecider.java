package io.omni.command.content;

import io.omni.command.Refusal;
import io.omni.events.content.ClipEdited;
import io.omni.events.content.ClipEvent;
import io.omni.events.content.ClipFound;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipJudged;
import io.omni.events.content.ClipQuarantined;
import io.omni.events.content.ClipRejected;
import io.omni.events.content.ClipScheduled;
import io.omni.events.content.ClipState;
import io.omni.events.content.ClipStatus;
import io.omni.events.content.ClipWorded;
import io.omni.events.content.JobId;
import io.omni.events.content.Placement;
import io.omni.events.content.RenderedClip;
import io.omni.events.content.mind.Judgement;
import io.omni.events.content.mind.ZenithDecision;
import io.omni.events.pipeline.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decides what becomes of a clip. Pure: the same state, question and time give the same events. */
final class ClipDecider {
    private ClipDecider() {}

    /** What follows from finding a candidate, judged. */
    static List<ClipEvent> found(ClipFound found, Judgement judgement) {
        List<ClipEvent> events = new ArrayList<>();
        events.add(found);
        events.add(new ClipJudged(found.clipId(), judgement));
        events.addAll(unless(found.clipId(), judgement.zenith()));
        return events;
    }

    /** Whether an edit may be queued that somebody asks for. An edit that the engine wants is dropped where it is not awaited any more. */
    static boolean mayEdit(ClipState clip, EditClip command) {
        if (command.jobId().equals(clip.editJob())) {
            return false;
        }
        if (command.author().equals(ZenithDecision.ENGINE)) {
            return clip.status() == ClipStatus.READY_FOR_EDIT;
        }
        return switch (clip.status()) {
            case CANDIDATE, READY_FOR_EDIT, REJECTED, QUARANTINED -> true;
            case EDITING ->
                throw refusal(
                        clip, "EDIT_ALREADY_IN_PROGRESS", "an edit of the clip is under way; wait for it or cancel it");
            case READY_FOR_UPLOAD, UPLOADING, SCHEDULED, PUBLISHED -> {
                requireNoUpload(clip);
                yield true;
            }
        };
    }

    /** Whether an upload may be queued that somebody asks for. */
    static boolean mayUpload(ClipState clip, UploadClip command, Instant now) {
        if (command.jobId().equals(clip.uploadJob())) {
            return false;
        }
        boolean engine = command.author().equals(ZenithDecision.ENGINE);
        boolean ready = clip.status() == ClipStatus.READY_FOR_UPLOAD && !clip.uploadOpen();
        if (engine) {
            return ready;
        }
        if (clip.rendered() == null) {
            throw refusal(clip, "CLIP_NOT_RENDERED", "the clip has not been rendered; queue an edit first");
        }
        if (clip.status() == ClipStatus.QUARANTINED && clip.failedUpload() != null && clip.problem() != null) {
            throw refusal(
                    clip,
                    "UPLOAD_FAILED",
                    "the clip's upload failed (" + clip.problem().message() + "); retry its job when that is mended");
        }
        requireNoUpload(clip);
        if (clip.status() == ClipStatus.EDITING) {
            throw refusal(
                    clip, "EDIT_ALREADY_IN_PROGRESS", "an edit of the clip is under way; wait for it or cancel it");
        }
        Instant time = command.scheduledTime();
        if (time != null && !time.isAfter(now)) {
            throw new Refusal(
                    "INVALID_SCHEDULE",
                    "the time has passed; give one in the future",
                    new Refusal.Detail("scheduled_time", time.toString()));
        }
        return true;
    }

    /** What follows from a rendered clip's words. */
    static List<ClipEvent> edited(ClipState clip, JobId job, RenderedClip rendered, ContentMind.UploadAnswer answer) {
        List<ClipEvent> events = new ArrayList<>();
        events.add(new ClipEdited(clip.clipId(), job, rendered));
        events.add(new ClipWorded(clip.clipId(), answer.chorus(), answer.zenith()));
        events.addAll(unless(clip.clipId(), answer.zenith()));
        return events;
    }

    private static List<ClipEvent> unless(ClipId clip, ZenithDecision zenith) {
        return switch (zenith.verdict()) {
            case PROCEED -> List.of();
            case REJECT -> List.of(new ClipRejected(clip, List.of(zenith.reason())));
            case QUARANTINE -> List.of(new ClipQuarantined(clip, new Problem("QUARANTINED", zenith.reason()), null));
        };
    }

    /** That a clip waits for its time. */
    static ClipScheduled waits(Placement place) {
        return new ClipScheduled(
                place.clipId(), place.jobId(), place.recommendedTime(), place.finalTime(), place.byOperator(), null);
    }

    /** Refuses a job that is tried again while another one has the clip. */
    static void requireFree(ClipState clip) {
        if (clip.status() == ClipStatus.EDITING) {
            throw refusal(
                    clip, "EDIT_ALREADY_IN_PROGRESS", "an edit of the clip is under way; wait for it or cancel it");
        }
        requireNoUpload(clip);
    }

    private static void requireNoUpload(ClipState clip) {
        boolean open = clip.uploadOpen()
                || clip.status() == ClipStatus.UPLOADING
                || clip.status() == ClipStatus.SCHEDULED
                || clip.status() == ClipStatus.PUBLISHED;
        if (open && clip.problem() != null) {
            throw refusal(
                    clip,
                    "UPLOAD_FAILED",
                    "the clip's upload failed (" + clip.problem().message() + ") and is tried again by itself");
        }
        if (open) {
            throw uploadExists(clip);
        }
    }

    private static Refusal uploadExists(ClipState clip) {
        return refusal(clip, "UPLOAD_EXISTS", "the clip has an upload; cancel that one first if it has not ended");
    }

    private static Refusal refusal(ClipState clip, String code, String message) {
        JobId job = code.startsWith("UPLOAD") ? clip.uploadJob() : clip.editJob();
        Refusal.Detail about = new Refusal.Detail("clip_id", clip.clipId().value());
        return job == null
                ? new Refusal(code, message, about)
                : new Refusal(code, message, about, new Refusal.Detail("job_id", job.value()));
    }
}

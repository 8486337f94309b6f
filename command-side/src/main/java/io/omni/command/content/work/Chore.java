package io.omni.command.content.work;

import io.omni.events.content.ClipId;
import io.omni.events.content.CreatorId;
import io.omni.events.content.JobId;
import io.omni.events.content.ProjectId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something the pipeline does in a moment, as it lies in its queue. Each may be done twice.
 *
 * @param projectId the project it is about; null when it is about something else
 * @param creatorId the creator; null for all of the project
 * @param clipId the clip; null when it is not about one
 * @param jobId the job; null when it is not about one
 * @param cause what it follows from: makes the ids of what it makes
 * @param origin the metadata of the event that it follows from
 */
record Chore(
        @Nullable ProjectId projectId,
        @Nullable CreatorId creatorId,
        @Nullable ClipId clipId,
        @Nullable JobId jobId,
        String cause,
        Map<String, String> origin) {
    /** Queues the scrapes of a project that runs. */
    static final String SCRAPE = "content-scrape";
    /** Queues the edit of a clip that waits for it. */
    static final String EDIT = "content-edit";
    /** Queues the upload of a clip that waits for it. */
    static final String UPLOAD = "content-upload";
    /** Places what waits for a place. */
    static final String PLACE = "content-place";
    /** Finishes a run of the scheduler that was begun. */
    static final String FINISH = "content-finish";
    /** Says that a clip's time at its target has come. */
    static final String CONFIRM = "content-confirm";
    /** Ends a job of a project that is gone. */
    static final String CANCEL = "content-cancel";
    /** Expires a job that was not started. */
    static final String EXPIRE = "content-expire";

    static Chore ofProject(ProjectId project, @Nullable CreatorId creator, String cause, Map<String, String> origin) {
        return new Chore(project, creator, null, null, cause, origin);
    }

    static Chore ofClip(ClipId clip, @Nullable JobId job, String cause, Map<String, String> origin) {
        return new Chore(null, null, clip, job, cause, origin);
    }

    static Chore ofJob(JobId job, Map<String, String> origin) {
        return new Chore(null, null, null, job, job.value(), origin);
    }
}

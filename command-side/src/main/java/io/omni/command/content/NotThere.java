package io.omni.command.content;

import io.omni.command.Refusal;
import io.omni.events.content.ClipId;
import io.omni.events.content.CreatorId;
import io.omni.events.content.JobId;
import io.omni.events.content.ProjectId;

/** What is answered when something is not there. */
final class NotThere {
    private NotThere() {}

    static Refusal project(ProjectId id) {
        return refusal("PROJECT_NOT_FOUND", "project", id.value());
    }

    static Refusal creator(CreatorId id) {
        return refusal("CREATOR_NOT_FOUND", "creator", id.value());
    }

    static Refusal clip(ClipId id) {
        return refusal("CLIP_NOT_FOUND", "clip", id.value());
    }

    static Refusal job(JobId id) {
        return refusal("JOB_NOT_FOUND", "job", id.value());
    }

    private static Refusal refusal(String code, String what, String id) {
        return new Refusal(code, "there is no such " + what + "; check its id", new Refusal.Detail(what + "_id", id));
    }
}

package io.omni.command.content.worker;

import io.omni.command.content.media.MediaStore;
import io.omni.command.content.media.MediaTrouble;
import io.omni.command.content.target.UploadTarget.Order;
import io.omni.command.content.target.UploadTarget.Uploaded;
import io.omni.command.content.target.UploadTargets;
import io.omni.command.content.work.ContentWorker;
import io.omni.command.content.work.JobFailure;
import io.omni.command.content.work.JobProgress;
import io.omni.command.content.work.JobTask;
import io.omni.events.content.ClipId;
import io.omni.events.content.JobKind;
import io.omni.events.content.UploadInput;
import io.omni.events.content.UploadResult;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Hands a clip over to its channel: OPENING, SENDING, CONFIRMING. */
@Component
final class ClipUploader implements ContentWorker {
    private final MediaStore store;
    private final UploadTargets targets;

    ClipUploader(MediaStore store, UploadTargets targets) {
        this.store = store;
        this.targets = targets;
    }

    @Override
    public JobKind kind() {
        return JobKind.UPLOAD;
    }

    @Override
    public UploadResult work(JobTask task, JobProgress progress) throws JobFailure, InterruptedException {
        UploadInput input = task.input(UploadInput.class);
        ClipId clip = Objects.requireNonNull(task.job().clipId(), "an upload is one of a clip");
        try {
            Uploaded uploaded = targets.of(input.channel())
                    .upload(
                            new Order(
                                    task.job().jobId().value(),
                                    task.project().projectId().value(),
                                    clip.value(),
                                    input.channel(),
                                    input.media().sha256(),
                                    store.open(input.media().sha256()),
                                    store.open(input.thumbnail().sha256()),
                                    input.wording(),
                                    task.publishAt()),
                            progress::step);
            return new UploadResult(uploaded.videoId(), uploaded.url(), uploaded.published());
        } catch (MediaTrouble e) {
            throw Failures.of(e);
        }
    }
}

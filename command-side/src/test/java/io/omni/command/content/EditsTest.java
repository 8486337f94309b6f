package io.omni.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.events.content.ClipId;
import io.omni.events.content.ClipStatus;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.mind.Mishap;
import io.omni.events.pipeline.Problem;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of clips whose edits come to nothing. */
class EditsTest {
    private static final Problem BROKEN = new Problem("MEDIA_UNUSABLE", "it can't be rendered");

    private final PlayedStore store = new PlayedStore();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_clip_that_was_set_aside_is_that_again_after_an_edit_that_was_cancelled() {
        ClipId clip = store.found();
        fail(store.edit(clip));
        assertThat(store.clip(clip).status()).isEqualTo(ClipStatus.QUARANTINED);

        store.send(new CancelJob(store.edit(clip), "test"));

        assertThat(store.clip(clip).status()).isEqualTo(ClipStatus.QUARANTINED);
        assertThat(store.clip(clip).problem()).isEqualTo(BROKEN);
    }

    @Test
    void a_clip_that_was_rejected_is_that_again_after_an_edit_that_was_cancelled() {
        ClipId clip = store.foundUnsure();
        assertThat(store.clip(clip).status()).isEqualTo(ClipStatus.REJECTED);

        store.send(new CancelJob(store.edit(clip), "test"));

        assertThat(store.clip(clip).status()).isEqualTo(ClipStatus.REJECTED);
        assertThat(store.clip(clip).reasons()).isNotEmpty();
    }

    @Test
    void a_clip_that_is_ready_stays_so_after_an_edit_that_was_cancelled() {
        ClipId found = store.found();
        store.send(new CancelJob(store.edit(found), "test"));
        ClipId rendered = store.rendered();
        store.send(new CancelJob(store.edit(rendered), "test"));

        assertThat(store.clip(found).status()).isEqualTo(ClipStatus.READY_FOR_EDIT);
        assertThat(store.clip(rendered).status()).isEqualTo(ClipStatus.READY_FOR_UPLOAD);
        assertThat(store.clip(rendered).problem().code()).isEqualTo("CANCELLED");
    }

    @Test
    void that_an_edit_failed_is_no_failure_of_the_upload_before_it() {
        ClipId clip = store.rendered();
        JobId upload = upload(clip);
        store.send(new CancelJob(upload, "test"));
        fail(store.edit(clip));
        assertThat(store.clip(clip).status()).isEqualTo(ClipStatus.QUARANTINED);

        assertThat(store.refused(command(clip))).isEmpty();
    }

    @Test
    void an_upload_that_failed_is_said_to_have_failed_after_an_edit_that_was_cancelled_too() {
        ClipId clip = store.rendered();
        fail(upload(clip));
        assertThat(store.refused(command(clip))).isEqualTo("UPLOAD_FAILED");

        store.send(new CancelJob(store.edit(clip), "test"));
        assertThat(store.refused(command(clip))).isEqualTo("UPLOAD_FAILED");

        store.rendered(store.edit(clip));
        assertThat(store.refused(command(clip))).isEmpty();
    }

    @Test
    void a_clip_whose_upload_failed_and_is_tried_again_is_not_edited() {
        ClipId clip = store.rendered();
        JobId upload = upload(clip);
        store.begin(upload);
        EditClip edit = new EditClip(clip, JobId.next(JobKind.EDIT), List.of(), null, false, "test");
        assertThat(store.refused(edit)).isEqualTo("UPLOAD_EXISTS");

        store.send(new ReportFailure(upload, 1, BROKEN, Mishap.PASSING, null));

        assertThat(store.refused(edit)).isEqualTo("UPLOAD_FAILED");
    }

    private JobId upload(ClipId clip) {
        UploadClip command = command(clip);
        store.send(command);
        return command.jobId();
    }

    private static UploadClip command(ClipId clip) {
        return new UploadClip(clip, JobId.next(JobKind.UPLOAD), null, null, null, "test");
    }

    private void fail(JobId job) {
        store.begin(job);
        store.send(new ReportFailure(job, store.job(job).attempt(), BROKEN, Mishap.PERMANENT, null));
    }
}

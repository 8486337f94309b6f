package io.omni.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.events.content.ClipId;
import io.omni.events.content.ClipStatus;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of uploads that operators ask for, on their way to their time and beyond. */
class UploadsTest {
    private final PlayedStore store = new PlayedStore();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_upload_that_was_set_days_ahead_goes_out_at_its_time() {
        Instant time = store.clock.instant().plus(Duration.ofDays(3));
        ClipId clip = store.rendered();
        JobId upload = upload(clip, time);

        store.clock.advance(Duration.ofDays(2));
        assertThat(store.send(new ExpireJob(upload))).isFalse();
        store.clock.advance(Duration.ofDays(1));
        store.begin(upload);

        assertThat(store.job(upload).status()).isEqualTo(JobStatus.RUNNING);
        assertThat(store.clip(clip).status()).isEqualTo(ClipStatus.UPLOADING);
    }

    @Test
    void an_upload_that_nobody_began_within_a_day_of_its_time_expires() {
        JobId upload = upload(store.rendered(), store.clock.instant().plus(Duration.ofDays(3)));

        store.clock.advance(Duration.ofDays(4));
        store.begin(upload);

        assertThat(store.job(upload).problem().code()).isEqualTo("JOB_EXPIRED");
    }

    private JobId upload(ClipId clip, Instant time) {
        JobId upload = JobId.next(JobKind.UPLOAD);
        store.send(new UploadClip(clip, upload, null, time, "test"));
        return upload;
    }
}

package io.omni.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.events.content.ClipId;
import io.omni.events.content.ClipStatus;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobStatus;
import io.omni.events.content.Placement;
import io.omni.events.content.PrivacyStatus;
import io.omni.events.content.UploadResult;
import io.omni.events.content.mind.Mishap;
import io.omni.events.content.mind.ZenithDecision;
import io.omni.events.pipeline.Problem;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
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

    @Test
    void an_upload_that_is_tried_again_keeps_the_operators_time_while_that_is_ahead() {
        Instant time = store.clock.instant().plus(Duration.ofDays(3));
        ClipId clip = store.rendered();
        JobId upload = upload(clip, time);
        store.send(new CancelJob(upload, "test"));

        store.send(new RetryJob(upload, "test"));

        assertThat(store.place(upload)).map(Placement::finalTime).contains(time);
        assertThat(store.place(upload)).map(Placement::byOperator).contains(true);
        assertThat(store.clip(clip).status()).isEqualTo(ClipStatus.SCHEDULED);
        assertThat(store.attemptsKnownWhenPlaced(upload))
                .as("the attempts of the job whenever it got a place")
                .containsExactly(1, 2);
    }

    @Test
    void an_upload_that_is_tried_again_in_a_paused_project_has_its_place_at_once() {
        ClipId clip = store.rendered();
        JobId upload = upload(clip, null);
        store.begin(upload);
        store.send(new ReportFailure(upload, 1, new Problem("AWAY", "gone"), Mishap.PERMANENT, null));
        assertThat(store.job(upload).status()).isEqualTo(JobStatus.ERROR);

        store.send(new RetryJob(upload, "test"));

        assertThat(store.place(upload)).isPresent();
        assertThat(store.place(upload)).map(Placement::byOperator).contains(false);
    }

    @Test
    void an_upload_whose_time_has_passed_or_belongs_to_another_is_tried_again_at_the_next_free_time() {
        Instant time = store.clock.instant().plus(Duration.ofHours(3));
        JobId late = upload(store.rendered(), time);
        store.send(new CancelJob(late, "test"));
        JobId other = upload(store.rendered(), time);

        store.send(new RetryJob(late, "test"));
        assertThat(store.place(late)).isPresent();
        assertThat(store.place(late))
                .map(Placement::finalTime)
                .isNotEqualTo(store.place(other).map(Placement::finalTime));

        store.send(new CancelJob(late, "test"));
        store.send(new CancelJob(other, "test"));
        store.clock.advance(Duration.ofHours(4));
        store.send(new RetryJob(other, "test"));
        assertThat(store.place(other))
                .map(Placement::finalTime)
                .get(InstanceOfAssertFactories.INSTANT)
                .isAfterOrEqualTo(store.clock.instant());
    }

    @Test
    void what_an_operator_uploads_with_chorus_words_is_private_unless_they_say_otherwise() {
        ClipId first = store.rendered();
        upload(first, null);
        ClipId second = store.rendered();
        store.send(new UploadClip(second, JobId.next(JobKind.UPLOAD), null, PrivacyStatus.UNLISTED, null, "test"));
        store.send(new StartProject(store.project, null));
        ClipId third = store.rendered();
        store.send(new UploadClip(third, JobId.next(JobKind.UPLOAD), null, null, null, ZenithDecision.ENGINE));

        assertThat(store.clip(first).wording().privacyStatus()).isEqualTo(PrivacyStatus.PRIVATE);
        assertThat(store.clip(first).wording().title())
                .isEqualTo(store.clip(first).chorus().title());
        assertThat(store.clip(second).wording().privacyStatus()).isEqualTo(PrivacyStatus.UNLISTED);
        assertThat(store.clip(third).wording().privacyStatus()).isEqualTo(PrivacyStatus.PUBLIC);
    }

    @Test
    void a_clip_that_its_target_publishes_later_keeps_its_address() {
        Instant time = store.clock.instant().plus(Duration.ofHours(1));
        ClipId clip = store.rendered();
        JobId upload = upload(clip, null);
        store.send(new OverrideSchedule(store.project, upload, time, "test"));
        store.begin(upload);
        store.done(upload, new UploadResult("video-1", "https://youtu.be/video-1", false));
        assertThat(store.clip(clip).status()).isEqualTo(ClipStatus.SCHEDULED);

        store.clock.advance(Duration.ofHours(1));
        store.send(new ConfirmPublished(clip, upload));

        assertThat(store.clip(clip).status()).isEqualTo(ClipStatus.PUBLISHED);
        assertThat(store.clip(clip).publishedUrl()).isEqualTo("https://youtu.be/video-1");
    }

    private JobId upload(ClipId clip, @Nullable Instant time) {
        JobId upload = JobId.next(JobKind.UPLOAD);
        store.send(new UploadClip(clip, upload, null, null, time, "test"));
        return upload;
    }
}

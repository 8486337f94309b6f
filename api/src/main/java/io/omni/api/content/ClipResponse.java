package io.omni.api.content;

import io.omni.api.content.ProjectResponses.Failure;
import io.omni.events.content.Candidate;
import io.omni.events.content.ClipState;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.RenderedClip;
import io.omni.events.content.UploadResult;
import io.omni.events.content.Wording;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A clip.
 *
 * @param clipId its id, {@code clip_…}
 * @param projectId its project
 * @param videoId the video it is cut from
 * @param analysisId the analysis that found it
 * @param status where it stands
 * @param metadata what it is
 * @param editJob its newest edit; null before the first
 * @param uploadJob its newest upload; null before the first
 * @param rendered what it was rendered to; null before
 * @param reasons why it was rejected; empty when it wasn't
 * @param error why it was set aside, or why its last edit or upload ended without a result; null when there is nothing
 * @param createdAt when it was found, UTC
 * @param updatedAt when it last changed, UTC
 */
record ClipResponse(
        String clipId,
        String projectId,
        String videoId,
        String analysisId,
        String status,
        Metadata metadata,
        @Nullable EditJob editJob,
        @Nullable UploadJob uploadJob,
        @Nullable Rendered rendered,
        List<String> reasons,
        @Nullable Failure error,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What a clip is.
     *
     * @param startTime where it begins in its video, seconds
     * @param endTime where it ends there, seconds
     * @param confidence how sure the analysis is of it, 0 to 1
     * @param semanticTags what it is about, most telling first
     */
    record Metadata(double startTime, double endTime, double confidence, List<String> semanticTags) {
        private static Metadata of(Candidate piece) {
            return new Metadata(piece.start(), piece.end(), piece.confidence(), piece.tags());
        }
    }

    /**
     * A clip's edit.
     *
     * @param editJobId its id, {@code edit_…}
     * @param status where it stands
     * @param progress 0 to 1; null when it is not known
     * @param error why it failed or is tried again; null when there is nothing
     */
    record EditJob(
            String editJobId,
            String status,
            @Nullable Double progress,
            @Nullable Failure error) {
        private static @Nullable EditJob of(@Nullable ContentJobState job) {
            return job == null
                    ? null
                    : new EditJob(job.jobId().value(), job.status().name(), job.progress(), Failure.of(job.problem()));
        }
    }

    /**
     * A clip's upload.
     *
     * @param uploadJobId its id, {@code up_…}
     * @param status where it stands
     * @param channel where it goes
     * @param title what it is called there
     * @param description what is said about it there
     * @param keywords what it is tagged with there
     * @param privacyStatus who may see it there
     * @param scheduledTime when it is published, UTC; null when that isn't said yet
     * @param platformVideoId what the target calls it; null before it was sent
     * @param url where it can be seen; null when nobody knows
     * @param publishedAt when it was published, UTC; null before
     * @param error why it failed or is tried again; null when there is nothing
     */
    record UploadJob(
            String uploadJobId,
            String status,
            @Nullable String channel,
            @Nullable String title,
            @Nullable String description,
            List<String> keywords,
            @Nullable String privacyStatus,
            @Nullable Instant scheduledTime,
            @Nullable String platformVideoId,
            @Nullable String url,
            @Nullable Instant publishedAt,
            @Nullable Failure error) {
        private static @Nullable UploadJob of(ClipState clip, @Nullable ContentJobState job) {
            if (job == null) {
                return null;
            }
            Wording wording = clip.wording();
            return new UploadJob(
                    job.jobId().value(),
                    job.status().name(),
                    clip.channel(),
                    wording == null ? null : wording.title(),
                    wording == null ? null : wording.description(),
                    wording == null ? List.of() : wording.keywords(),
                    wording == null ? null : wording.privacyStatus().wireName(),
                    clip.finalTime(),
                    clip.platformVideoId(),
                    clip.publishedUrl() == null && job.result() instanceof UploadResult result
                            ? result.url()
                            : clip.publishedUrl(),
                    clip.publishedAt(),
                    Failure.of(job.problem()));
        }
    }

    /**
     * What a clip was rendered to.
     *
     * @param durationSeconds its length, silences cut
     * @param width pixels
     * @param height pixels
     * @param loudnessLufs integrated loudness by EBU R128; null without sound
     * @param captions whether captions are burnt in
     * @param bytes how long the file is
     * @param sha256 its SHA-256, lower-case hexadecimal
     */
    record Rendered(
            double durationSeconds,
            int width,
            int height,
            @Nullable Double loudnessLufs,
            boolean captions,
            long bytes,
            String sha256) {
        private static @Nullable Rendered of(@Nullable RenderedClip clip) {
            return clip == null
                    ? null
                    : new Rendered(
                            clip.durationSeconds(),
                            clip.width(),
                            clip.height(),
                            clip.loudnessLufs(),
                            clip.captions(),
                            clip.media().bytes(),
                            clip.media().sha256());
        }
    }

    static ClipResponse of(ClipState clip, @Nullable ContentJobState edit, @Nullable ContentJobState upload) {
        return new ClipResponse(
                clip.clipId().value(),
                clip.projectId().value(),
                clip.videoId().value(),
                clip.analysisId().value(),
                clip.status().name(),
                Metadata.of(clip.candidate()),
                EditJob.of(edit),
                UploadJob.of(clip, upload),
                Rendered.of(clip.rendered()),
                clip.reasons(),
                Failure.of(clip.problem()),
                clip.foundAt(),
                clip.updatedAt());
    }
}

package io.omni.events.content;

import io.omni.events.content.mind.ChorusWording;
import io.omni.events.content.mind.Judgement;
import io.omni.events.content.mind.ZenithDecision;
import io.omni.events.content.mind.ZenithVerdict;
import io.omni.events.pipeline.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a clip's events add up to; the only fold of them.
 *
 * @param clipId the clip
 * @param projectId its project
 * @param videoId its video
 * @param analysisId the analysis that found it
 * @param number its number in the video, from 1
 * @param candidate the piece
 * @param status where it stands
 * @param judgement what the modules said; null before they did
 * @param editJob the newest edit; null before the first
 * @param rendered what it was rendered to; null before
 * @param chorus what Chorus wrote; null before
 * @param uploadDecision Zenith's decision on the rendered clip; null before
 * @param uploadJob the newest upload; null before the first
 * @param uploadOpen whether that is still to be done
 * @param channel where that goes; null before
 * @param wording what that says; null before
 * @param recommendedTime what the scheduler recommended when it last waited for its time; null before
 * @param finalTime what held then; null before
 * @param platformVideoId what the target calls it; null before it was sent
 * @param publishedUrl where it can be seen; null when nobody knows
 * @param publishedAt when it was published; null before
 * @param reasons why it was rejected; empty when it wasn't
 * @param problem why it was set aside, or why its last edit or upload ended without a result; null when there is none
 * @param beforeEdit where it stood before the edit that is under way; null when none is
 * @param failedUpload the upload whose failure it was set aside for; null when it wasn't for one
 * @param foundAt when it was found
 * @param updatedAt when it last changed
 * @param version how many events it has
 */
public record ClipState(
        ClipId clipId,
        ProjectId projectId,
        VideoId videoId,
        AnalysisId analysisId,
        int number,
        Candidate candidate,
        ClipStatus status,
        @Nullable Judgement judgement,
        @Nullable JobId editJob,
        @Nullable RenderedClip rendered,
        @Nullable ChorusWording chorus,
        @Nullable ZenithDecision uploadDecision,
        @Nullable JobId uploadJob,
        boolean uploadOpen,
        @Nullable String channel,
        @Nullable Wording wording,
        @Nullable Instant recommendedTime,
        @Nullable Instant finalTime,
        @Nullable String platformVideoId,
        @Nullable String publishedUrl,
        @Nullable Instant publishedAt,
        List<String> reasons,
        @Nullable Problem problem,
        @Nullable BeforeEdit beforeEdit,
        @Nullable JobId failedUpload,
        Instant foundAt,
        Instant updatedAt,
        long version) {

    /** Keeps its own copy of the list. */
    public ClipState {
        reasons = List.copyOf(reasons);
    }

    /**
     * Where a clip stood before an edit, to which it goes back when that ends without a result.
     *
     * @param status its status
     * @param problem why it had that; null when there was nothing
     */
    public record BeforeEdit(ClipStatus status, @Nullable Problem problem) {}

    /**
     * The state after an event.
     *
     * @param state the state before it; null exactly for the first event, {@link ClipFound}
     * @param event what happened
     * @param at when it happened
     */
    public static ClipState evolve(@Nullable ClipState state, ClipEvent event, Instant at) {
        if (state == null) {
            if (event instanceof ClipFound found) {
                return begin(found, at);
            }
            throw new IllegalArgumentException("a clip's history begins with content.clip.found");
        }
        Change change = new Change(state);
        change.apply(event);
        return change.made(at);
    }

    private static ClipState begin(ClipFound e, Instant at) {
        return new ClipState(
                e.clipId(),
                e.projectId(),
                e.videoId(),
                e.analysisId(),
                e.number(),
                e.candidate(),
                ClipStatus.CANDIDATE,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                at,
                at,
                1);
    }

    /** What differs after an event. */
    private static final class Change {
        private final ClipState before;
        private ClipStatus status;
        private @Nullable Judgement judgement;
        private @Nullable JobId editJob;
        private @Nullable RenderedClip rendered;
        private @Nullable ChorusWording chorus;
        private @Nullable ZenithDecision uploadDecision;
        private @Nullable JobId uploadJob;
        private boolean uploadOpen;
        private @Nullable String channel;
        private @Nullable Wording wording;
        private @Nullable Instant recommendedTime;
        private @Nullable Instant finalTime;
        private @Nullable String platformVideoId;
        private @Nullable String publishedUrl;
        private @Nullable Instant publishedAt;
        private List<String> reasons;
        private @Nullable Problem problem;
        private @Nullable BeforeEdit beforeEdit;
        private @Nullable JobId failedUpload;

        Change(ClipState before) {
            this.before = before;
            this.status = before.status;
            this.judgement = before.judgement;
            this.editJob = before.editJob;
            this.rendered = before.rendered;
            this.chorus = before.chorus;
            this.uploadDecision = before.uploadDecision;
            this.uploadJob = before.uploadJob;
            this.uploadOpen = before.uploadOpen;
            this.channel = before.channel;
            this.wording = before.wording;
            this.recommendedTime = before.recommendedTime;
            this.finalTime = before.finalTime;
            this.platformVideoId = before.platformVideoId;
            this.publishedUrl = before.publishedUrl;
            this.publishedAt = before.publishedAt;
            this.reasons = before.reasons;
            this.problem = before.problem;
            this.beforeEdit = before.beforeEdit;
            this.failedUpload = before.failedUpload;
        }

        void apply(ClipEvent event) {
            switch (event) {
                case ClipFound e -> throw new IllegalArgumentException("a clip begins once: " + e.clipId());
                case ClipJudged e -> judged(e);
                case ClipEditQueued e -> {
                    beforeEdit = new BeforeEdit(status, problem);
                    status = ClipStatus.EDITING;
                    editJob = e.jobId();
                    problem = null;
                }
                case ClipEdited e -> {
                    status = ClipStatus.READY_FOR_UPLOAD;
                    rendered = e.rendered();
                    beforeEdit = null;
                    failedUpload = null;
                }
                case ClipEditEnded e -> editEnded(e);
                case ClipWorded e -> {
                    chorus = e.chorus();
                    uploadDecision = e.zenith();
                }
                case ClipUploadQueued e -> uploadQueued(e);
                case ClipScheduled e -> scheduled(e);
                case ClipUploading _ -> {
                    status = ClipStatus.UPLOADING;
                    problem = null;
                }
                case ClipUploadDelayed e -> problem = e.problem();
                case ClipUploadEnded e -> {
                    status = ClipStatus.READY_FOR_UPLOAD;
                    uploadOpen = false;
                    problem = e.problem();
                }
                case ClipPublished e -> {
                    status = ClipStatus.PUBLISHED;
                    uploadOpen = false;
                    platformVideoId = e.platformVideoId();
                    publishedUrl = e.url();
                    publishedAt = e.publishedAt();
                }
                case ClipRejected e -> {
                    status = ClipStatus.REJECTED;
                    reasons = e.reasons();
                }
                case ClipQuarantined e -> {
                    status = ClipStatus.QUARANTINED;
                    failedUpload = uploadOpen ? uploadJob : null;
                    uploadOpen = false;
                    problem = e.problem();
                    beforeEdit = null;
                }
            }
        }

        /** An edit that brought nothing changes nothing: what was rejected or set aside is that again, and for the same reason. */
        private void editEnded(ClipEditEnded e) {
            ClipStatus otherwise = rendered == null ? ClipStatus.READY_FOR_EDIT : ClipStatus.READY_FOR_UPLOAD;
            status = beforeEdit == null ? otherwise : beforeEdit.status();
            problem = beforeEdit != null && status == ClipStatus.QUARANTINED ? beforeEdit.problem() : e.problem();
            beforeEdit = null;
        }

        private void judged(ClipJudged e) {
            judgement = e.judgement();
            if (e.judgement().zenith().verdict() == ZenithVerdict.PROCEED) {
                status = ClipStatus.READY_FOR_EDIT;
            }
        }

        private void uploadQueued(ClipUploadQueued e) {
            status = ClipStatus.READY_FOR_UPLOAD;
            uploadJob = e.jobId();
            uploadOpen = true;
            channel = e.channel();
            wording = e.wording();
            uploadDecision = e.zenith();
            recommendedTime = null;
            finalTime = null;
            problem = null;
            failedUpload = null;
        }

        private void scheduled(ClipScheduled e) {
            status = ClipStatus.SCHEDULED;
            recommendedTime = e.recommendedTime();
            finalTime = e.finalTime();
            platformVideoId = e.platformVideoId();
        }

        ClipState made(Instant at) {
            return new ClipState(
                    before.clipId,
                    before.projectId,
                    before.videoId,
                    before.analysisId,
                    before.number,
                    before.candidate,
                    status,
                    judgement,
                    editJob,
                    rendered,
                    chorus,
                    uploadDecision,
                    uploadJob,
                    uploadOpen,
                    channel,
                    wording,
                    recommendedTime,
                    finalTime,
                    platformVideoId,
                    publishedUrl,
                    publishedAt,
                    reasons,
                    problem,
                    beforeEdit,
                    failedUpload,
                    before.foundAt,
                    at,
                    before.version + 1);
        }
    }
}

package io.omni.events;

import io.omni.events.access.KeyCreated;
import io.omni.events.access.KeyRevoked;
import io.omni.events.content.ClipEditEnded;
import io.omni.events.content.ClipEditQueued;
import io.omni.events.content.ClipEdited;
import io.omni.events.content.ClipFound;
import io.omni.events.content.ClipJudged;
import io.omni.events.content.ClipPublished;
import io.omni.events.content.ClipQuarantined;
import io.omni.events.content.ClipRejected;
import io.omni.events.content.ClipScheduled;
import io.omni.events.content.ClipUploadDelayed;
import io.omni.events.content.ClipUploadEnded;
import io.omni.events.content.ClipUploadQueued;
import io.omni.events.content.ClipUploading;
import io.omni.events.content.ClipWorded;
import io.omni.events.content.CreatorAdded;
import io.omni.events.content.CreatorPaused;
import io.omni.events.content.CreatorRemoved;
import io.omni.events.content.JobAttemptLost;
import io.omni.events.content.JobCancelRequested;
import io.omni.events.content.JobCancelled;
import io.omni.events.content.JobDone;
import io.omni.events.content.JobExpired;
import io.omni.events.content.JobFailed;
import io.omni.events.content.JobQueued;
import io.omni.events.content.JobRetried;
import io.omni.events.content.JobStarted;
import io.omni.events.content.JobStepReached;
import io.omni.events.content.JobWaitsToRetry;
import io.omni.events.content.ProjectChanged;
import io.omni.events.content.ProjectCreated;
import io.omni.events.content.ProjectDeleted;
import io.omni.events.content.ProjectFailed;
import io.omni.events.content.ProjectNameFreed;
import io.omni.events.content.ProjectNameTaken;
import io.omni.events.content.ProjectStarted;
import io.omni.events.content.ProjectStopped;
import io.omni.events.content.ScheduleAbandoned;
import io.omni.events.content.ScheduleRun;
import io.omni.events.content.ScheduleStarted;
import io.omni.events.content.UploadAwaitsPlace;
import io.omni.events.content.UploadHandedOver;
import io.omni.events.content.UploadPlaced;
import io.omni.events.content.UploadReleased;
import io.omni.events.content.VideoAnalyzed;
import io.omni.events.content.VideoDuplicate;
import io.omni.events.content.VideoScraped;
import io.omni.events.content.VideoUnusable;
import io.omni.events.knowledge.KnowledgeRefreshed;
import io.omni.events.knowledge.RefreshLeased;
import io.omni.events.knowledge.RefreshPlanned;
import io.omni.events.knowledge.RefreshReleased;
import io.omni.events.knowledge.RefreshStarted;
import io.omni.events.knowledge.SourceFresh;
import io.omni.events.knowledge.SourceRefreshFailed;
import io.omni.events.knowledge.SourceRefreshed;
import io.omni.events.knowledge.SourceStale;
import io.omni.events.pipeline.BranchLeased;
import io.omni.events.pipeline.BranchReleased;
import io.omni.events.pipeline.ContextChosen;
import io.omni.events.pipeline.GateEvaluated;
import io.omni.events.pipeline.IterationStarted;
import io.omni.events.pipeline.PipelineCancelRequested;
import io.omni.events.pipeline.PipelineCancelled;
import io.omni.events.pipeline.PipelineCompleted;
import io.omni.events.pipeline.PipelineFailed;
import io.omni.events.pipeline.PipelinePaused;
import io.omni.events.pipeline.PipelineResumed;
import io.omni.events.pipeline.PipelineRetried;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.StageAttemptLost;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageFailed;
import io.omni.events.pipeline.StageRetryScheduled;
import io.omni.events.pipeline.StageStarted;
import io.omni.events.run.RunStalled;
import io.omni.events.service.CatalogApplied;
import io.omni.events.service.ServiceChanged;
import io.omni.events.service.ServiceHealthChanged;
import io.omni.events.service.ServiceRegistered;
import io.omni.events.service.ServiceRetired;
import io.omni.events.service.ServiceRootCauseCorrected;
import io.omni.events.service.deployment.RollingRestartCompleted;
import io.omni.events.service.deployment.RollingRestartFailed;
import io.omni.events.service.deployment.RollingRestartProgressed;
import io.omni.events.service.deployment.RollingRestartStarted;
import io.omni.events.service.deployment.ServiceConfigUpdated;
import io.omni.events.service.deployment.ServiceRestartFailed;
import io.omni.events.service.deployment.ServiceRestartProgressed;
import io.omni.events.service.deployment.ServiceRestartRequested;
import io.omni.events.service.deployment.ServiceRestarted;
import io.omni.events.service.deployment.ServiceRollbackStarted;
import io.omni.events.service.deployment.ServiceRolledBack;
import io.omni.events.stardust.CheckpointPublished;
import io.omni.events.stardust.ContentErased;
import io.omni.events.webhook.WebhookDeleted;
import io.omni.events.webhook.WebhookDisabled;
import io.omni.events.webhook.WebhookEnabled;
import io.omni.events.webhook.WebhookPaused;
import io.omni.events.webhook.WebhookRedeliveryRequested;
import io.omni.events.webhook.WebhookRegistered;
import io.omni.events.webhook.WebhookReplayRequested;
import io.omni.events.webhook.WebhookSecretRotated;
import io.omni.events.webhook.WebhookTestRequested;
import io.omni.events.webhook.WebhookUpdated;
import io.omni.events.workflow.ExecutionAdmitted;
import io.omni.events.workflow.ExecutionCancelRequested;
import io.omni.events.workflow.ExecutionCancelled;
import io.omni.events.workflow.ExecutionCompleted;
import io.omni.events.workflow.ExecutionFailed;
import io.omni.events.workflow.ExecutionRetried;
import io.omni.events.workflow.ExecutionStarted;
import io.omni.events.workflow.HookReceived;
import io.omni.events.workflow.ScheduleMissed;
import io.omni.events.workflow.SlotAwaited;
import io.omni.events.workflow.SlotFreed;
import io.omni.events.workflow.SlotTaken;
import io.omni.events.workflow.StepAttemptLost;
import io.omni.events.workflow.StepCompleted;
import io.omni.events.workflow.StepFailed;
import io.omni.events.workflow.StepRetryScheduled;
import io.omni.events.workflow.StepSkipped;
import io.omni.events.workflow.StepStarted;
import io.omni.events.workflow.WorkflowCreated;
import io.omni.events.workflow.WorkflowDeleted;
import io.omni.events.workflow.WorkflowUpdated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every event the platform stores, with its wire name and revision. A row that has landed is a contract: its name and shape stay
 * as they are, and a changed shape gets a new revision and an upcaster.
 */
public final class EventTypes {
    private static final List<EventType> ALL = List.of(
            new EventType("branch.leased", 1, BranchLeased.class),
            new EventType("branch.released", 1, BranchReleased.class),
            new EventType("pipeline.started", 1, PipelineStarted.class),
            new EventType("pipeline.stage.started", 1, StageStarted.class),
            new EventType("pipeline.stage.completed", 1, StageCompleted.class),
            new EventType("pipeline.stage.failed", 1, StageFailed.class),
            new EventType("pipeline.stage.retry_scheduled", 1, StageRetryScheduled.class),
            new EventType("pipeline.stage.attempt_lost", 1, StageAttemptLost.class),
            new EventType("pipeline.gate.evaluated", 1, GateEvaluated.class),
            new EventType("pipeline.context.chosen", 1, ContextChosen.class),
            new EventType("pipeline.iteration.started", 1, IterationStarted.class),
            new EventType("pipeline.paused", 1, PipelinePaused.class),
            new EventType("pipeline.resumed", 1, PipelineResumed.class),
            new EventType("pipeline.cancel_requested", 1, PipelineCancelRequested.class),
            new EventType("pipeline.cancelled", 1, PipelineCancelled.class),
            new EventType("pipeline.completed", 1, PipelineCompleted.class),
            new EventType("pipeline.failed", 1, PipelineFailed.class),
            new EventType("pipeline.retried", 1, PipelineRetried.class),
            new EventType("service.config_updated", 1, ServiceConfigUpdated.class),
            new EventType("service.restart_requested", 1, ServiceRestartRequested.class),
            new EventType("service.restart_progressed", 1, ServiceRestartProgressed.class),
            new EventType("service.rollback_started", 1, ServiceRollbackStarted.class),
            new EventType("service.restarted", 1, ServiceRestarted.class),
            new EventType("service.rolled_back", 1, ServiceRolledBack.class),
            new EventType("service.restart_failed", 1, ServiceRestartFailed.class),
            new EventType("service.rolling_restart.started", 1, RollingRestartStarted.class),
            new EventType("service.rolling_restart.progressed", 1, RollingRestartProgressed.class),
            new EventType("service.rolling_restart.completed", 1, RollingRestartCompleted.class),
            new EventType("service.rolling_restart.failed", 1, RollingRestartFailed.class),
            // API keys
            new EventType("key.created", 1, KeyCreated.class),
            new EventType("key.revoked", 1, KeyRevoked.class),
            // Workflows, their executions and what starts them.
            new EventType("workflow.created", 1, WorkflowCreated.class),
            new EventType("workflow.updated", 1, WorkflowUpdated.class),
            new EventType("workflow.deleted", 1, WorkflowDeleted.class),
            new EventType("workflow.schedule.missed", 1, ScheduleMissed.class),
            new EventType("workflow.slot.taken", 1, SlotTaken.class),
            new EventType("workflow.slot.awaited", 1, SlotAwaited.class),
            new EventType("workflow.slot.freed", 1, SlotFreed.class),
            new EventType("workflow.started", 1, ExecutionStarted.class),
            new EventType("workflow.admitted", 1, ExecutionAdmitted.class),
            new EventType("workflow.step.started", 1, StepStarted.class),
            new EventType("workflow.step.completed", 1, StepCompleted.class),
            new EventType("workflow.step.failed", 1, StepFailed.class),
            new EventType("workflow.step.retry_scheduled", 1, StepRetryScheduled.class),
            new EventType("workflow.step.attempt_lost", 1, StepAttemptLost.class),
            new EventType("workflow.step.skipped", 1, StepSkipped.class),
            new EventType("workflow.cancel_requested", 1, ExecutionCancelRequested.class),
            new EventType("workflow.cancelled", 1, ExecutionCancelled.class),
            new EventType("workflow.completed", 1, ExecutionCompleted.class),
            new EventType("workflow.failed", 1, ExecutionFailed.class),
            new EventType("workflow.retried", 1, ExecutionRetried.class),
            new EventType("hook.received", 1, HookReceived.class),
            new EventType("knowledge.refresh.started", 1, RefreshStarted.class),
            new EventType("knowledge.refresh.planned", 1, RefreshPlanned.class),
            new EventType("knowledge.source.stale", 1, SourceStale.class),
            new EventType("knowledge.source.fresh", 1, SourceFresh.class),
            new EventType("knowledge.source.refreshed", 1, SourceRefreshed.class),
            new EventType("knowledge.source.failed", 1, SourceRefreshFailed.class),
            new EventType("knowledge.refreshed", 1, KnowledgeRefreshed.class),
            new EventType("knowledge.lease.taken", 1, RefreshLeased.class),
            new EventType("knowledge.lease.released", 1, RefreshReleased.class),
            new EventType("run.stalled", 1, RunStalled.class),
            new EventType("stardust.checkpoint", 1, CheckpointPublished.class),
            new EventType("stardust.content_erased", 1, ContentErased.class),
            // Webhooks.
            new EventType("webhook.registered", 1, WebhookRegistered.class),
            new EventType("webhook.updated", 1, WebhookUpdated.class),
            new EventType("webhook.paused", 1, WebhookPaused.class),
            new EventType("webhook.enabled", 1, WebhookEnabled.class),
            new EventType("webhook.disabled", 1, WebhookDisabled.class),
            new EventType("webhook.secret_rotated", 1, WebhookSecretRotated.class),
            new EventType("webhook.deleted", 1, WebhookDeleted.class),
            new EventType("webhook.test_requested", 1, WebhookTestRequested.class),
            new EventType("webhook.redelivery_requested", 1, WebhookRedeliveryRequested.class),
            new EventType("webhook.replay_requested", 1, WebhookReplayRequested.class),
            new EventType("catalog.applied", 1, CatalogApplied.class),
            new EventType("service.registered", 1, ServiceRegistered.class),
            new EventType("service.changed", 1, ServiceChanged.class),
            new EventType("service.retired", 1, ServiceRetired.class),
            new EventType("service.health_changed", 1, ServiceHealthChanged.class),
            new EventType("service.root_cause_corrected", 1, ServiceRootCauseCorrected.class),
            // The content pipeline.
            new EventType("content.project.created", 1, ProjectCreated.class),
            new EventType("content.project.changed", 1, ProjectChanged.class),
            new EventType("content.project.started", 1, ProjectStarted.class),
            new EventType("content.project.stopped", 1, ProjectStopped.class),
            new EventType("content.project.failed", 1, ProjectFailed.class),
            new EventType("content.project.deleted", 1, ProjectDeleted.class),
            new EventType("content.creator.added", 1, CreatorAdded.class),
            new EventType("content.creator.removed", 1, CreatorRemoved.class),
            new EventType("content.creator.paused", 1, CreatorPaused.class),
            new EventType("content.project.name_taken", 1, ProjectNameTaken.class),
            new EventType("content.project.name_freed", 1, ProjectNameFreed.class),
            new EventType("content.job.queued", 1, JobQueued.class),
            new EventType("content.job.started", 1, JobStarted.class),
            new EventType("content.job.step_reached", 1, JobStepReached.class),
            new EventType("content.job.done", 1, JobDone.class),
            new EventType("content.job.waits_to_retry", 1, JobWaitsToRetry.class),
            new EventType("content.job.attempt_lost", 1, JobAttemptLost.class),
            new EventType("content.job.failed", 1, JobFailed.class),
            new EventType("content.job.cancel_requested", 1, JobCancelRequested.class),
            new EventType("content.job.cancelled", 1, JobCancelled.class),
            new EventType("content.job.expired", 1, JobExpired.class),
            new EventType("content.job.retried", 1, JobRetried.class),
            new EventType("content.video.scraped", 1, VideoScraped.class),
            new EventType("content.video.duplicate", 1, VideoDuplicate.class),
            new EventType("content.video.analyzed", 1, VideoAnalyzed.class),
            new EventType("content.video.unusable", 1, VideoUnusable.class),
            new EventType("content.clip.found", 1, ClipFound.class),
            new EventType("content.clip.judged", 1, ClipJudged.class),
            new EventType("content.clip.edit_queued", 1, ClipEditQueued.class),
            new EventType("content.clip.edited", 1, ClipEdited.class),
            new EventType("content.clip.edit_ended", 1, ClipEditEnded.class),
            new EventType("content.clip.worded", 1, ClipWorded.class),
            new EventType("content.clip.upload_queued", 1, ClipUploadQueued.class),
            new EventType("content.clip.scheduled", 1, ClipScheduled.class),
            new EventType("content.clip.uploading", 1, ClipUploading.class),
            new EventType("content.clip.upload_delayed", 1, ClipUploadDelayed.class),
            new EventType("content.clip.upload_ended", 1, ClipUploadEnded.class),
            new EventType("content.clip.published", 1, ClipPublished.class),
            new EventType("content.clip.rejected", 1, ClipRejected.class),
            new EventType("content.clip.quarantined", 1, ClipQuarantined.class),
            new EventType("content.calendar.upload_awaits_place", 1, UploadAwaitsPlace.class),
            new EventType("content.calendar.upload_placed", 1, UploadPlaced.class),
            new EventType("content.calendar.upload_handed_over", 1, UploadHandedOver.class),
            new EventType("content.calendar.upload_released", 1, UploadReleased.class),
            new EventType("content.calendar.schedule_started", 1, ScheduleStarted.class),
            new EventType("content.calendar.schedule_run", 1, ScheduleRun.class),
            new EventType("content.calendar.schedule_abandoned", 1, ScheduleAbandoned.class));

    // How one pipeline at a time is kept on a branch is nobody's business: no resource of the API stands behind these,
    // each
    // says only what a pipeline's start or end has said already, and another way of doing it must not break a
    // subscriber.
    private static final Set<String> INTERNAL = Set.of(
            "branch.leased",
            "branch.released",
            "workflow.slot.taken",
            "workflow.slot.awaited",
            "workflow.slot.freed",
            "knowledge.lease.taken",
            "knowledge.lease.released",
            "content.project.name_taken",
            "content.project.name_freed");

    private static final Map<String, EventType> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));
    private static final Map<Class<?>, EventType> BY_CLASS =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::payloadType, Function.identity()));

    private EventTypes() {}

    /** All of them, in no particular order. */
    public static List<EventType> all() {
        return ALL;
    }

    /** The type with this wire name. */
    public static Optional<EventType> byWireName(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /**
     * Whether events of this type are shown to the outside: in the event log, on the live stream and by webhooks. The audit ledger
     * has the others too.
     */
    public static boolean isPublic(String wireName) {
        return !INTERNAL.contains(wireName);
    }

    /** The type of this record. */
    public static Optional<EventType> byPayload(Class<?> payloadType) {
        return Optional.ofNullable(BY_CLASS.get(payloadType));
    }
}

package io.omni.events;

import io.omni.events.access.KeyCreated;
import io.omni.events.access.KeyRevoked;
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
            // API keys
            new EventType("key.created", 1, KeyCreated.class),
            new EventType("key.revoked", 1, KeyRevoked.class));

    // How one pipeline at a time is kept on a branch is nobody's business: no resource of the API stands behind these,
    // each
    // says only what a pipeline's start or end has said already, and another way of doing it must not break a
    // subscriber.
    private static final Set<String> INTERNAL = Set.of("branch.leased", "branch.released");

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

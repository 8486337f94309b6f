package io.omni.events;

import io.omni.events.knowledge.KnowledgeRefreshed;
import io.omni.events.knowledge.RefreshId;
import io.omni.events.knowledge.RefreshLeased;
import io.omni.events.knowledge.RefreshPlanned;
import io.omni.events.knowledge.RefreshReleased;
import io.omni.events.knowledge.RefreshStarted;
import io.omni.events.knowledge.SourceFresh;
import io.omni.events.knowledge.SourceRefreshFailed;
import io.omni.events.knowledge.SourceRefreshed;
import io.omni.events.knowledge.SourceStale;
import io.omni.events.pipeline.Problem;
import io.omni.events.run.RunKind;
import io.omni.events.run.RunStalled;
import io.omni.events.workflow.ExecutionAdmitted;
import io.omni.events.workflow.ExecutionCancelRequested;
import io.omni.events.workflow.ExecutionCancelled;
import io.omni.events.workflow.ExecutionCompleted;
import io.omni.events.workflow.ExecutionFailed;
import io.omni.events.workflow.ExecutionId;
import io.omni.events.workflow.ExecutionRetried;
import io.omni.events.workflow.ExecutionStarted;
import io.omni.events.workflow.HookId;
import io.omni.events.workflow.HookReceived;
import io.omni.events.workflow.OnFailure;
import io.omni.events.workflow.RetryRule;
import io.omni.events.workflow.ScheduleMissed;
import io.omni.events.workflow.SlotAwaited;
import io.omni.events.workflow.SlotFreed;
import io.omni.events.workflow.SlotTaken;
import io.omni.events.workflow.StartedBy;
import io.omni.events.workflow.StepAttemptLost;
import io.omni.events.workflow.StepCompleted;
import io.omni.events.workflow.StepDefinition;
import io.omni.events.workflow.StepFailed;
import io.omni.events.workflow.StepRetryScheduled;
import io.omni.events.workflow.StepSkipped;
import io.omni.events.workflow.StepStarted;
import io.omni.events.workflow.Trigger;
import io.omni.events.workflow.TriggerType;
import io.omni.events.workflow.WorkflowCreated;
import io.omni.events.workflow.WorkflowDefinition;
import io.omni.events.workflow.WorkflowDeleted;
import io.omni.events.workflow.WorkflowId;
import io.omni.events.workflow.WorkflowSlotsId;
import io.omni.events.workflow.WorkflowUpdated;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One event of every type of workflows, of knowledge refreshes and of runs, with every component filled. */
final class WorkflowSamples {
    private static final WorkflowId WORKFLOW = new WorkflowId("wf_01hzy3v7q8f9k2m4n6p8r0s2t4");
    private static final ExecutionId EXECUTION = new ExecutionId("exec_01hzy3v7q8f9k2m4n6p8r0s2t4");
    private static final WorkflowSlotsId SLOTS = WorkflowSlotsId.of(WORKFLOW);
    private static final RefreshId REFRESH = new RefreshId("refresh_01hzy3v7q8f9k2m4n6p8r0s2t4");
    private static final Problem PROBLEM = new Problem("STEP_FAILED", "security-shield answered 500");
    private static final Instant AT = Instant.parse("2026-01-15T10:30:05.123456Z");
    private static final WorkflowDefinition DEFINITION = new WorkflowDefinition(
            "code-review-pipeline",
            "Automated code review",
            new Trigger(TriggerType.WEBHOOK, "push", Map.of("branch", "main"), "0 6 * * *", "Europe/Berlin"),
            List.of(new StepDefinition(
                    "scan",
                    "security-shield",
                    "POST /api/v1/scan",
                    Map.of("repo", "{{event.repo_url}}"),
                    List.of("analyze"),
                    new RetryRule(3, 500, 2.5, 30_000),
                    30,
                    OnFailure.CONTINUE,
                    "{{input.deep}}")),
            5,
            true);

    private WorkflowSamples() {}

    static List<Object> all() {
        return List.of(
                new WorkflowCreated(WORKFLOW, DEFINITION),
                new WorkflowUpdated(WORKFLOW, 2, DEFINITION),
                new WorkflowDeleted(WORKFLOW),
                new ScheduleMissed(WORKFLOW, AT, AT.plusSeconds(60), 2),
                new SlotTaken(SLOTS, EXECUTION, true),
                new SlotAwaited(SLOTS, EXECUTION),
                new SlotFreed(SLOTS, EXECUTION),
                new ExecutionStarted(
                        EXECUTION,
                        WORKFLOW,
                        2,
                        DEFINITION,
                        object(),
                        Map.of("branch", "main"),
                        new StartedBy(TriggerType.EVENT, "evt_1", 1),
                        true),
                new ExecutionAdmitted(EXECUTION),
                new StepStarted(EXECUTION, "scan", 1),
                new StepCompleted(EXECUTION, "scan", 1, 200, object()),
                new StepFailed(EXECUTION, "scan", 2, PROBLEM, 500, true),
                new StepRetryScheduled(EXECUTION, "scan", 2, AT, PROBLEM),
                new StepAttemptLost(EXECUTION, "scan", 1, "node-a"),
                new StepSkipped(EXECUTION, "scan", "its condition does not hold"),
                new ExecutionCancelRequested(EXECUTION),
                new ExecutionCancelled(EXECUTION, List.of("review")),
                new ExecutionCompleted(EXECUTION, WORKFLOW),
                new ExecutionFailed(EXECUTION, WORKFLOW, "scan", PROBLEM, List.of("review")),
                new ExecutionRetried(EXECUTION, true),
                new RefreshStarted(REFRESH, List.of("all"), true, true, List.of("code_embeddings")),
                new RefreshPlanned(REFRESH, List.of("handbook", "semantic_cache")),
                new SourceStale("knowledge_layer", "handbook", AT),
                new SourceFresh("knowledge_layer", "handbook"),
                new SourceRefreshed(REFRESH, "handbook", "ingested"),
                new SourceRefreshFailed(REFRESH, "wiki", PROBLEM),
                new KnowledgeRefreshed(REFRESH, 3, 1),
                new RefreshLeased("knowledge_layer", REFRESH),
                new RefreshReleased("knowledge_layer", REFRESH),
                new HookReceived(
                        HookId.of("push"),
                        "push",
                        "github",
                        "72d3162e-cc78-11e3-81ab-4c9367dc0958",
                        List.of(new HookReceived.Started(EXECUTION, WORKFLOW, 2))),
                new RunStalled(
                        "stall_01hzy3v7q8f9k2m4n6p8r0s2t4",
                        RunKind.EXECUTION,
                        EXECUTION.value(),
                        "workflow-step/" + EXECUTION + "/scan/1",
                        AT));
    }

    private static Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("depth", 3);
        object.put("ratio", 0.5);
        object.put("nothing", null);
        object.put("list", List.of("a", true));
        return object;
    }
}

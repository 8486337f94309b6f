package io.omni.events;

import io.omni.events.access.KeyCreated;
import io.omni.events.access.KeyId;
import io.omni.events.access.KeyRevoked;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.BranchLeaseId;
import io.omni.events.pipeline.BranchLeased;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.BranchReleased;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.ContextChosen;
import io.omni.events.pipeline.ContextItem;
import io.omni.events.pipeline.GateEvaluated;
import io.omni.events.pipeline.IterationStarted;
import io.omni.events.pipeline.KnowledgeSource;
import io.omni.events.pipeline.PipelineCancelRequested;
import io.omni.events.pipeline.PipelineCancelled;
import io.omni.events.pipeline.PipelineCompleted;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineFailed;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelinePaused;
import io.omni.events.pipeline.PipelineResumed;
import io.omni.events.pipeline.PipelineRetried;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.PolicyRef;
import io.omni.events.pipeline.Problem;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageAttemptLost;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageFailed;
import io.omni.events.pipeline.StageRetryScheduled;
import io.omni.events.pipeline.StageStarted;
import io.omni.events.service.CatalogApplied;
import io.omni.events.service.ServiceChanged;
import io.omni.events.service.ServiceDefinition;
import io.omni.events.service.ServiceHealthChanged;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceRegistered;
import io.omni.events.service.ServiceRetired;
import io.omni.events.service.ServiceRootCauseCorrected;
import io.omni.events.service.ServiceStatus;
import io.omni.events.stardust.CheckpointPublished;
import io.omni.events.stardust.ContentErased;
import io.omni.events.webhook.DeliveryId;
import io.omni.events.webhook.DisableReason;
import io.omni.events.webhook.Ordering;
import io.omni.events.webhook.SigningKey;
import io.omni.events.webhook.WebhookDeleted;
import io.omni.events.webhook.WebhookDisabled;
import io.omni.events.webhook.WebhookEnabled;
import io.omni.events.webhook.WebhookId;
import io.omni.events.webhook.WebhookPaused;
import io.omni.events.webhook.WebhookRedeliveryRequested;
import io.omni.events.webhook.WebhookRegistered;
import io.omni.events.webhook.WebhookReplayRequested;
import io.omni.events.webhook.WebhookSecretRotated;
import io.omni.events.webhook.WebhookTestRequested;
import io.omni.events.webhook.WebhookUpdated;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One event of every type, with every component filled. */
final class EventSamples {
    static final PipelineId PIPELINE = new PipelineId("pipe_01hzy3v7q8f9k2m4n6p8r0s2t4");
    static final PipelineConfig CONFIG = new PipelineConfig(
            "gpt-4o",
            "python",
            new RepositoryUrl("http://omni-gitea:3000/omni-admin/my-project.git"),
            new BranchName("feature/auth"),
            3,
            QualityGate.STRICT,
            "secret_01hzy3v7q8f9k2m4n6p8r0s2t5");
    static final PipelineContext CONTEXT =
            new PipelineContext(List.of(KnowledgeSource.NEO4J, KnowledgeSource.QDRANT, KnowledgeSource.WIKI), 16000);
    static final ArtifactRef ARTIFACT = new ArtifactRef(
            "art_01hzy3v7q8f9k2m4n6p8r0s2t6",
            "patch.diff",
            "text/x-diff",
            1234,
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    static final Check CHECK =
            Check.atMost("tests_failed", Check.Severity.ERROR, 2, 0, "tests", "2 of 14 tests failed");
    static final Problem PROBLEM = new Problem("STAGE_FAILED", "2 of 14 tests failed; look at the stage's log");
    static final PolicyRef POLICY = new PolicyRef("quality-gate", 1);

    private static final KeyId KEY = new KeyId("key_01hzy3v7q8f9k2m4n6p8r0s2t7");

    private static final BranchLeaseId LEASE = BranchLeaseId.of(CONFIG.repoUrl(), CONFIG.branch());

    private static final ServiceName SERVICE = new ServiceName("litellm-proxy");
    private static final ServiceName POSTGRES = new ServiceName("postgres");
    private static final ServiceDefinition DEFINITION = new ServiceDefinition(
            "One door to every language model",
            "omni-litellm",
            4000,
            "AI",
            "/health/liveliness",
            true,
            List.of(POSTGRES),
            List.of("generate"),
            "1.0.0");

    private EventSamples() {}

    /** The sample of a type; empty when nobody wrote one. */
    static Optional<Object> of(EventType type) {
        return Stream.of(all(), keys(), webhooks(), services(), WorkflowSamples.all(), DeploymentSamples.all())
                .flatMap(List::stream)
                .filter(e -> e.getClass() == type.payloadType())
                .findFirst()
                .or(() -> ContentSamples.of(type));
    }

    static Map<String, Object> output() {
        Map<String, Object> nested = new HashMap<>();
        nested.put("lines", 14);
        nested.put("ratio", 0.5);
        nested.put("missing", null);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("summary", "12 passed, 2 failed");
        output.put("files", Arrays.asList("a.py", "b.py"));
        output.put("nested", new java.util.TreeMap<>(nested));
        output.put("clean", true);
        return output;
    }

    private static List<Object> all() {
        Instant due = Instant.parse("2026-01-15T10:30:05.123456Z");
        return List.of(
                new BranchLeased(LEASE, PIPELINE, CONFIG.repoUrl().canonical(), CONFIG.branch()),
                new BranchReleased(LEASE, PIPELINE),
                new PipelineStarted(
                        PIPELINE,
                        "Add JWT \u2013 \u00fcber \ud83d\ude80",
                        List.of(Stage.INGEST, Stage.TEST),
                        CONFIG,
                        CONTEXT),
                new StageStarted(PIPELINE, Stage.INGEST, 1, 2),
                new StageCompleted(PIPELINE, Stage.TEST, 2, 3, output(), List.of(ARTIFACT), List.of(CHECK, skipped())),
                new StageFailed(PIPELINE, Stage.TEST, 1, 1, PROBLEM, output(), List.of(ARTIFACT), List.of(CHECK)),
                new StageRetryScheduled(PIPELINE, Stage.GENERATE, 1, 2, due, PROBLEM, POLICY),
                new StageAttemptLost(PIPELINE, Stage.TEST, 1, 1, "node-a"),
                new GateEvaluated(
                        PIPELINE,
                        Stage.VALIDATE,
                        1,
                        QualityGate.STANDARD,
                        false,
                        "iterate",
                        List.of("tests_failed"),
                        List.of(CHECK, skipped()),
                        POLICY),
                new ContextChosen(
                        PIPELINE,
                        1,
                        1200,
                        16000,
                        List.of(new ContextItem("repository", "src/a.py:1-40", 0.91, 300, "best match")),
                        List.of(new ContextItem("wiki", "Style guide", 0.25, 900, "beneath the threshold"))),
                new IterationStarted(PIPELINE, 2, Stage.TEST, "test_login failed", POLICY),
                new PipelinePaused(PIPELINE),
                new PipelineResumed(PIPELINE),
                new PipelineCancelRequested(PIPELINE, true),
                new PipelineCancelled(PIPELINE, List.of(Stage.DEPLOY, Stage.MONITOR)),
                new PipelineCompleted(PIPELINE, 2),
                new PipelineFailed(PIPELINE, Stage.TEST, PROBLEM, List.of(Stage.DEPLOY)),
                new PipelineRetried(PIPELINE, Stage.TEST, 6),
                new CheckpointPublished(
                        "checkpoint_1",
                        "omni-orchestrator/stardust/ledger_01hzy3v7q8f9k2m4n6p8r0s2t4",
                        1,
                        "bpQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=",
                        "omni-orchestrator/stardust/ledger_01hzy3v7q8f9k2m4n6p8r0s2t4\n1\nbpQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n"),
                new ContentErased("content_" + "ab".repeat(32), "ab".repeat(32), "asked for by its author"));
    }

    private static List<Object> webhooks() {
        WebhookId webhook = new WebhookId("wh_01hzy3v7q8f9k2m4n6p8r0s2t7");
        DeliveryId delivery = new DeliveryId("dlv_01hzy3v7q8f9k2m4n6p8r0s2t8");
        Instant until = Instant.parse("2026-01-16T10:30:05.123456Z");
        SigningKey shared = new SigningKey(
                SigningKey.Kind.HMAC, "secret_01hzy3v7q8f9k2m4n6p8r0s2t9", "9f86d081884c7d65", null, until);
        SigningKey pair = new SigningKey(
                SigningKey.Kind.ED25519,
                "secret_01hzy3v7q8f9k2m4n6p8r0s2ta",
                "a3bf4f1b2b0b822c",
                "whpk_MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
                null);
        String url = "http://omni-n8n:5678/webhook/pipeline-complete";
        List<String> events = List.of("pipeline.completed", "service.*");
        return List.of(
                new WebhookRegistered(webhook, url, events, Ordering.FIFO, "to the chat", List.of(shared, pair)),
                new WebhookUpdated(webhook, url, events, Ordering.UNORDERED, "to the other chat"),
                new WebhookPaused(webhook),
                new WebhookEnabled(webhook),
                new WebhookDisabled(webhook, DisableReason.GONE),
                new WebhookSecretRotated(webhook, List.of(pair), until),
                new WebhookDeleted(webhook),
                new WebhookTestRequested(webhook, delivery),
                new WebhookRedeliveryRequested(webhook, delivery),
                new WebhookReplayRequested(webhook, Instant.parse("2026-01-15T10:30:05.123456Z"), until, true));
    }

    private static List<Object> keys() {
        return List.of(
                new KeyCreated(
                        KEY,
                        "ci",
                        List.of("pipelines", "read"),
                        "acme",
                        Instant.parse("2026-01-15T10:30:05.123456Z"),
                        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                new KeyRevoked(KEY));
    }

    private static List<Object> services() {
        return List.of(
                new CatalogApplied("catalog_platform", "9f86d081884c7d65", List.of(SERVICE, POSTGRES)),
                new ServiceRegistered(SERVICE, DEFINITION),
                new ServiceChanged(SERVICE, DEFINITION, List.of("port", "depends_on")),
                new ServiceRetired(SERVICE),
                new ServiceHealthChanged(
                        SERVICE,
                        ServiceStatus.HEALTHY,
                        ServiceStatus.UNHEALTHY,
                        "It answers with status 503.",
                        12L,
                        POSTGRES),
                new ServiceRootCauseCorrected(SERVICE, new ServiceName("redis"), POSTGRES));
    }

    private static Check skipped() {
        return Check.skipped("compiles", Check.Severity.WARNING, "no build file was found");
    }
}

package io.omni.command.pipeline.learn;

import io.omni.command.knowledge.Chunk;
import io.omni.command.knowledge.Embedder;
import io.omni.command.knowledge.EmbeddingUnavailable;
import io.omni.command.knowledge.IndexScope;
import io.omni.command.knowledge.KnowledgeIndex;
import io.omni.command.knowledge.KnowledgeSettings;
import io.omni.command.knowledge.source.QdrantClient;
import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.artifact.ArtifactStore;
import io.omni.command.pipeline.artifact.StageLog;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.work.StageExecutor;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.id.Hashes;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes what the pipeline came to into the embedded index and the vector store, under the pipeline's id: doing it twice leaves one
 * document. A store that is down is noted; the pipeline's work is done all the same.
 *
 * <p>Output: {@code stored} (each target with its status: {@code stored}, {@code stored_without_vector} or {@code unavailable} with
 * a {@code reason}), {@code document_sha256}.
 *
 * <p>The point in the vector store: the id is the name-based UUID of the pipeline's id (RFC 9562, version 3); the payload has
 * {@code text}, {@code title}, {@code pipeline_id}, {@code repository} (canonical URL), {@code branch}, {@code verdict},
 * {@code iterations}, {@code files}, {@code language} ({@code markdown}).
 */
@Component
public final class LearnStage implements StageExecutor {
    private static final int MAX_REASON = 300;

    private final ArtifactStore artifacts;
    private final KnowledgeIndex index;
    private final Embedder embedder;
    private final QdrantClient qdrant;
    private final KnowledgeSettings settings;

    /** Works with these. */
    public LearnStage(
            ArtifactStore artifacts,
            KnowledgeIndex index,
            Embedder embedder,
            QdrantClient qdrant,
            KnowledgeSettings settings) {
        this.artifacts = artifacts;
        this.index = index;
        this.embedder = embedder;
        this.qdrant = qdrant;
        this.settings = settings;
    }

    @Override
    public Stage stage() {
        return Stage.LEARN;
    }

    @Override
    public Set<String> services() {
        return Set.of("vector-memory");
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(10);
    }

    @Override
    public StageResult execute(StageContext context) throws InterruptedException {
        PipelineState pipeline = context.pipeline();
        String patch = patch(context);
        String document = OutcomeDocument.of(pipeline, patch);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put(
                "stored",
                List.of(
                        storeInIndex(pipeline, document, context.log()),
                        storeInQdrant(pipeline, document, patch, context.log())));
        output.put("document_sha256", Hashes.sha256(document));
        return StageResult.of(output, List.of());
    }

    private @Nullable String patch(StageContext context) {
        Optional<ArtifactRef> reference = context.artifact(Stage.GENERATE, "patch.diff");
        try {
            return reference
                    .map(artifacts::read)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .orElse(null);
        } catch (IllegalStateException e) {
            context.log().warn("the patch is gone, so the outcome is written without it: " + e.getMessage());
            return null;
        }
    }

    private Map<String, Object> storeInIndex(PipelineState pipeline, String document, StageLog log)
            throws InterruptedException {
        String id = pipeline.pipelineId().value();
        int lines = (int) document.lines().count();
        Chunk chunk = Chunk.of(id, 1, Math.max(1, lines), "markdown", document);
        try {
            boolean embedded = index.put(
                    IndexScope.OUTCOMES, id, pipeline.config().repoUrl().canonical(), chunk);
            log.info("Wrote the outcome to the embedded index");
            return stored("embedded_index", embedded ? "stored" : "stored_without_vector");
        } catch (IOException e) {
            return unavailable("embedded_index", e.getMessage(), log);
        }
    }

    private Map<String, Object> storeInQdrant(
            PipelineState pipeline, String document, @Nullable String patch, StageLog log) throws InterruptedException {
        String id = UUID.nameUUIDFromBytes(pipeline.pipelineId().value().getBytes(StandardCharsets.UTF_8))
                .toString();
        try {
            qdrant.upsert(
                    settings.outcomesCollection(), id, embedder.embed(document), payload(pipeline, document, patch));
            log.info("Wrote the outcome to vector-memory");
            return stored("vector-memory", "stored");
        } catch (ServiceUnavailable | EmbeddingUnavailable e) {
            return unavailable("vector-memory", e.getMessage(), log);
        }
    }

    private static Map<String, Object> payload(PipelineState pipeline, String document, @Nullable String patch) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("text", document);
        payload.put("title", pipeline.pipelineId().value());
        payload.put("pipeline_id", pipeline.pipelineId().value());
        payload.put("repository", pipeline.config().repoUrl().canonical());
        payload.put("branch", pipeline.config().branch().value());
        payload.put("verdict", OutcomeDocument.verdict(pipeline));
        payload.put("iterations", pipeline.iteration());
        payload.put("files", OutcomeDocument.changedFiles(patch));
        payload.put("language", "markdown");
        return payload;
    }

    private static Map<String, Object> stored(String target, String status) {
        return Map.of("target", target, "status", status);
    }

    private static Map<String, Object> unavailable(String target, @Nullable String why, StageLog log) {
        log.warn("the outcome was not written to " + target + ": " + why);
        String reason = String.valueOf(why);
        return Map.of(
                "target",
                target,
                "status",
                "unavailable",
                "reason",
                reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason);
    }
}

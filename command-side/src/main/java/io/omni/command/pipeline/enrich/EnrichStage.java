package io.omni.command.pipeline.enrich;

import io.omni.command.knowledge.TokenCounter;
import io.omni.command.knowledge.source.ContextOptimizer;
import io.omni.command.knowledge.source.Passage;
import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.artifact.ArtifactStore;
import io.omni.command.pipeline.artifact.StageLog;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.work.StageExecutor;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.ContextItem;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Finds context for the task and packs it into the tokens that the pipeline allows.
 *
 * <p>Artifact: {@code context.md}. Output: {@code commit} (when the repository could be searched), {@code tokens},
 * {@code max_tokens}, {@code chosen}, {@code dropped}, {@code sources} (each source's {@code hits} and {@code status}: {@code ok},
 * {@code rebuilt} or {@code unavailable} with a {@code reason}), {@code ranking} ({@code own} or {@code token-infinity}).
 *
 * <p>A knowledge service that is down costs its passages, never the stage; a repository that can't be checked out does.
 */
@Component
public final class EnrichStage implements StageExecutor {
    private static final int MAX_DROPPED = 50;

    private final Retrieval retrieval;
    private final ContextOptimizer optimizer;
    private final TokenCounter tokens;
    private final ArtifactStore artifacts;

    EnrichStage(Retrieval retrieval, ContextOptimizer optimizer, TokenCounter tokens, ArtifactStore artifacts) {
        this.retrieval = retrieval;
        this.optimizer = optimizer;
        this.tokens = tokens;
        this.artifacts = artifacts;
    }

    @Override
    public Stage stage() {
        return Stage.ENRICH;
    }

    @Override
    public Set<String> services() {
        return Set.of("neo4j-graphrag-api", "vector-memory", "knowledge-base", "token-infinity");
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(20);
    }

    @Override
    public StageResult execute(StageContext context) throws StageFailure, InterruptedException {
        PipelineState pipeline = context.pipeline();
        StageLog log = context.log();
        Retrieval.Found found = retrieval.retrieve(context);
        Map<String, Object> output = new LinkedHashMap<>();
        if (found.commit() != null) {
            output.put("commit", found.commit());
        }
        List<Passage> ranked = ranked(pipeline, found, output, log);
        int maxTokens = pipeline.context().maxContextTokens();
        ContextPacker.Packed packed = ContextPacker.pack(
                ranked, maxTokens, tokens.forModel(pipeline.config().model()));
        if (packed.chosen().isEmpty()) {
            log.warn("no context was found: the generator gets the task alone");
        } else {
            log.info("packed " + packed.chosen().size() + " passages into " + packed.tokens() + " of " + maxTokens
                    + " tokens");
        }
        List<ContextItem> dropped = dropped(found, packed);
        output.put("tokens", packed.tokens());
        output.put("max_tokens", maxTokens);
        output.put("chosen", packed.chosen().size());
        output.put("dropped", dropped.size());
        output.put("sources", found.sources());
        ArtifactRef artifact =
                artifacts.store("context.md", "text/markdown", packed.markdown().getBytes(StandardCharsets.UTF_8));
        StageResult.ContextChoice choice = new StageResult.ContextChoice(packed.tokens(), packed.chosen(), dropped);
        return new StageResult(output, List.of(artifact), List.of(), null, choice);
    }

    private List<Passage> ranked(
            PipelineState pipeline, Retrieval.Found found, Map<String, Object> output, StageLog log)
            throws InterruptedException {
        List<Passage> own = Ranking.ordered(found.passages());
        if (own.isEmpty()) {
            output.put("ranking", "own");
            return own;
        }
        try {
            Map<Integer, Double> opinions =
                    optimizer.scores(pipeline.task(), own, pipeline.context().maxContextTokens());
            output.put("ranking", "token-infinity");
            return Ranking.withOpinion(own, opinions);
        } catch (ServiceUnavailable e) {
            log.info("the platform's own ranking stands: " + e.getMessage());
            output.put("ranking", "own");
            output.put("ranking_note", String.valueOf(e.getMessage()));
            return own;
        }
    }

    /** What was left out: first the sources that gave nothing, then passages. */
    private static List<ContextItem> dropped(Retrieval.Found found, ContextPacker.Packed packed) {
        List<ContextItem> dropped = new ArrayList<>();
        found.trouble()
                .forEach((source, why) -> dropped.add(new ContextItem(source, source, 0, 0, "unavailable: " + why)));
        packed.dropped().stream().limit(MAX_DROPPED - dropped.size()).forEach(dropped::add);
        return dropped;
    }
}

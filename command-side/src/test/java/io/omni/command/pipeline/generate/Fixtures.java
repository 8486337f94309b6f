package io.omni.command.pipeline.generate;

import io.omni.command.pipeline.artifact.ArtifactStore;
import io.omni.command.pipeline.artifact.StageLog;
import io.omni.command.pipeline.work.StageContext;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.IterationStarted;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PolicyRef;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageCompleted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pipelines at their generate stage, and the ports around it in memory. */
public final class Fixtures {
    public static final Instant NOW = Instant.parse("2025-01-15T10:30:00Z");
    static final String DIFF = "--- a/A.java\n+++ b/A.java\n@@ -1 +1 @@\n-old\n+new\n";
    static final String ANSWER = "Here it is.\n\n```diff\n" + DIFF + "```\nDone.\n";

    private Fixtures() {}

    public static StageContext first(Stage stage, @Nullable String model) {
        return context(started(model), stage, 1);
    }

    static StageContext second(String feedback) {
        PipelineState state = started(null);
        state = PipelineState.evolve(
                state,
                new IterationStarted(state.pipelineId(), 2, Stage.TEST, feedback, new PolicyRef("gate", 1)),
                NOW);
        return context(state, Stage.GENERATE, 2);
    }

    static StageContext withContext(ArtifactRef packed) {
        PipelineState state = started(null);
        PipelineEvent enriched =
                new StageCompleted(state.pipelineId(), Stage.ENRICH, 1, 1, Map.of(), List.of(packed), List.of());
        return context(PipelineState.evolve(state, enriched, NOW), Stage.GENERATE, 1);
    }

    private static PipelineState started(@Nullable String model) {
        var config = new PipelineConfig(
                model,
                "java",
                new RepositoryUrl("https://git.example/a/b.git"),
                new BranchName("main"),
                3,
                QualityGate.STANDARD,
                null);
        return PipelineState.evolve(
                null,
                new PipelineStarted(
                        PipelineId.next(),
                        "Make it new",
                        List.of(Stage.values()),
                        config,
                        new PipelineContext(List.of(), 1000)),
                NOW);
    }

    private static StageContext context(PipelineState state, Stage stage, int iteration) {
        return new StageContext(state, stage, iteration, 7, NOW.plusSeconds(600), new QuietLog());
    }

    static final class Artifacts implements ArtifactStore {
        private final Map<String, byte[]> byId = new LinkedHashMap<>();

        @Override
        public ArtifactRef store(String name, String mediaType, byte[] bytes) {
            ArtifactRef ref = ArtifactRef.of(name, mediaType, bytes.length, "0");
            byId.put(ref.artifactId(), bytes);
            return ref;
        }

        @Override
        public byte[] read(ArtifactRef artifact) {
            return byId.get(artifact.artifactId());
        }

        String text(List<ArtifactRef> refs, String name) {
            return refs.stream()
                    .filter(ref -> ref.name().equals(name))
                    .findFirst()
                    .map(ref -> new String(read(ref), StandardCharsets.UTF_8))
                    .orElseThrow();
        }
    }

    private static final class QuietLog implements StageLog {
        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void progress(int percent, String message) {}
    }
}

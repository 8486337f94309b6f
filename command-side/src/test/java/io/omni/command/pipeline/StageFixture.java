package io.omni.command.pipeline;

import io.omni.command.pipeline.artifact.ArtifactStore;
import io.omni.command.pipeline.artifact.StageLog;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.workspace.Workspace;
import io.omni.command.pipeline.workspace.Workspaces;
import io.omni.events.id.Hashes;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.KnowledgeSource;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageStarted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pipeline at work, a checkout that is a plain folder, and stores in memory: for tests of stages. */
public final class StageFixture implements Workspaces, ArtifactStore, StageLog {
    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    public final List<String> lines = new ArrayList<>();
    public int prepared;
    private final Path root;
    private final Map<String, byte[]> stored = new HashMap<>();
    private PipelineState state;

    public StageFixture(Path root, String task, int maxTokens) {
        this.root = root;
        this.state = PipelineState.evolve(null, started(PipelineId.next(), task, maxTokens), NOW);
    }

    private static PipelineStarted started(PipelineId id, String task, int maxTokens) {
        return new PipelineStarted(
                id,
                task,
                List.of(Stage.values()),
                new PipelineConfig(
                        null,
                        "python",
                        new RepositoryUrl("https://git.example/team/app.git"),
                        new BranchName("main"),
                        3,
                        QualityGate.STANDARD,
                        null),
                new PipelineContext(List.of(KnowledgeSource.values()), maxTokens));
    }

    /** Another pipeline on the same repository. */
    public StageFixture next(String task) {
        return new StageFixture(root, task, state.context().maxContextTokens());
    }

    public void complete(Stage stage, Map<String, Object> output, List<ArtifactRef> artifacts, List<Check> checks) {
        state = PipelineState.evolve(state, new StageStarted(state.pipelineId(), stage, 1, 1), NOW);
        state = PipelineState.evolve(
                state, new StageCompleted(state.pipelineId(), stage, 1, 1, output, artifacts, checks), NOW);
    }

    public StageContext at(Stage stage) {
        return new StageContext(state, stage, 1, 1, NOW.plusSeconds(600), this);
    }

    public String text(ArtifactRef artifact) {
        return new String(read(artifact), StandardCharsets.UTF_8);
    }

    @Override
    public Workspace prepare(StageContext context) {
        prepared++;
        return new Workspace() {
            @Override
            public Path root() {
                return root;
            }

            @Override
            public String baseCommit() {
                return COMMIT;
            }

            @Override
            public Outcome apply(byte[] patch) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public List<PipelineId> present() {
        return List.of();
    }

    @Override
    public void discard(PipelineId pipelineId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ArtifactRef store(String name, String mediaType, byte[] bytes) {
        ArtifactRef reference = ArtifactRef.of(name, mediaType, bytes.length, Hashes.sha256(bytes));
        stored.put(reference.sha256(), bytes);
        return reference;
    }

    @Override
    public byte[] read(ArtifactRef artifact) {
        byte @Nullable [] bytes = stored.get(artifact.sha256());
        if (bytes == null) {
            throw new IllegalStateException("gone");
        }
        return bytes;
    }

    @Override
    public void info(String message) {
        lines.add("info " + message);
    }

    @Override
    public void warn(String message) {
        lines.add("warn " + message);
    }

    @Override
    public void error(String message) {
        lines.add("error " + message);
    }

    @Override
    public void progress(int percent, String message) {
        lines.add("progress " + percent + " " + message);
    }
}

package io.omni.command.pipeline.ingest;

import io.omni.command.knowledge.IndexScope;
import io.omni.command.knowledge.RepositoryIndexer;
import io.omni.command.knowledge.source.IngestorClient;
import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.artifact.StageLog;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.work.StageExecutor;
import io.omni.command.pipeline.workspace.Workspace;
import io.omni.command.pipeline.workspace.Workspaces;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Clones the repository, records what is in it and indexes it.
 *
 * <p>Output: {@code commit} (later stages rely on it), {@code branch}, {@code files}, {@code bytes}, {@code languages} (files by
 * language), {@code chunks}, {@code chunks_embedded}, {@code chunks_reused}, {@code skipped} (files by reason), {@code index}
 * ({@code embedded}), {@code ingestor} (what the platform's ingestor said), {@code notes} (which limit cut what).
 */
@Component
public final class IngestStage implements StageExecutor {
    private static final int MAX_LANGUAGES = 20;
    private static final int PROGRESS_STEP = 10;

    private final Workspaces workspaces;
    private final RepositoryIndexer indexer;
    private final IngestorClient ingestor;

    /** Works with these. */
    public IngestStage(Workspaces workspaces, RepositoryIndexer indexer, IngestorClient ingestor) {
        this.workspaces = workspaces;
        this.indexer = indexer;
        this.ingestor = ingestor;
    }

    @Override
    public Stage stage() {
        return Stage.INGEST;
    }

    @Override
    public Set<String> services() {
        return Set.of("knowledge-ingestor");
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(20);
    }

    @Override
    public StageResult execute(StageContext context) throws StageFailure, InterruptedException {
        PipelineConfig config = context.pipeline().config();
        StageLog log = context.log();
        Workspace workspace = workspaces.prepare(context);
        String commit = workspace.baseCommit();
        log.info("checked out " + config.branch() + " at " + commit);
        RepositoryIndexer.Summary summary = index(context, workspace);
        summary.notes().forEach(log::warn);
        Map<String, Object> output = output(config, commit, summary);
        output.put("ingestor", tellIngestor(config, commit, log));
        return StageResult.of(output, List.of());
    }

    private RepositoryIndexer.Summary index(StageContext context, Workspace workspace)
            throws StageFailure, InterruptedException {
        IndexScope scope = IndexScope.of(context.pipeline().config().repoUrl());
        StageLog log = context.log();
        Steps steps = new Steps(log);
        try {
            RepositoryIndexer.Summary summary =
                    indexer.index(workspace.root(), scope, workspace.baseCommit(), steps::at);
            log.info("indexed " + summary.files() + " files in "
                    + summary.index().chunks() + " chunks, " + summary.index().embedded() + " embedded anew");
            return summary;
        } catch (IOException e) {
            throw StageFailure.transientTrouble("the knowledge index could not be written: " + e.getMessage(), null, e);
        }
    }

    private static Map<String, Object> output(PipelineConfig config, String commit, RepositoryIndexer.Summary summary) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("commit", commit);
        output.put("branch", config.branch().value());
        output.put("files", summary.files());
        output.put("bytes", summary.bytes());
        output.put("languages", firstOf(summary.languages()));
        output.put("chunks", summary.index().chunks());
        output.put("chunks_embedded", summary.index().embedded());
        output.put("chunks_reused", summary.index().reused());
        output.put("skipped", Map.copyOf(summary.skipped()));
        output.put("index", "embedded");
        output.put("notes", summary.notes());
        return output;
    }

    private static Map<String, Integer> firstOf(Map<String, Integer> languages) {
        Map<String, Integer> first = new LinkedHashMap<>();
        languages.entrySet().stream().limit(MAX_LANGUAGES).forEach(e -> first.put(e.getKey(), e.getValue()));
        return first;
    }

    private Map<String, Object> tellIngestor(PipelineConfig config, String commit, StageLog log)
            throws InterruptedException {
        try {
            ingestor.ingest(config.repoUrl(), config.branch(), commit);
            return Map.of("status", "accepted");
        } catch (ServiceUnavailable e) {
            log.warn("the platform's ingestor was not told: " + e.getMessage());
            return Map.of("status", "unavailable", "reason", String.valueOf(e.getMessage()));
        }
    }

    /** Says each tenth of the way once. */
    private static final class Steps {
        private final StageLog log;
        private int last;

        Steps(StageLog log) {
            this.log = log;
        }

        void at(int done, int total) {
            int percent = (int) (100L * done / Math.max(1, total));
            if (percent >= last + PROGRESS_STEP) {
                last = percent - percent % PROGRESS_STEP;
                log.progress(percent, "indexed " + done + " of " + total + " files");
            }
        }
    }
}

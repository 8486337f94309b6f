package io.omni.command.pipeline.enrich;

import io.omni.command.knowledge.IndexScope;
import io.omni.command.knowledge.IndexSnapshot;
import io.omni.command.knowledge.KnowledgeIndex;
import io.omni.command.knowledge.RepositoryIndexer;
import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.workspace.Workspace;
import io.omni.command.pipeline.workspace.Workspaces;
import io.omni.events.pipeline.Stage;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The index of a pipeline's repository at its commit, rebuilt when this machine doesn't have it. */
@Component
final class RepositoryIndex {
    /** Pipelines on other branches of the same repository may replace the index between building and opening it. */
    private static final int MAX_REBUILDS = 3;

    private final Workspaces workspaces;
    private final RepositoryIndexer indexer;
    private final KnowledgeIndex index;

    RepositoryIndex(Workspaces workspaces, RepositoryIndexer indexer, KnowledgeIndex index) {
        this.workspaces = workspaces;
        this.indexer = indexer;
        this.index = index;
    }

    /**
     * An opened index.
     *
     * @param commit the commit it is of
     * @param snapshot what is in it; to be closed
     * @param rebuilt whether it had to be built first
     */
    record Opened(String commit, IndexSnapshot snapshot, boolean rebuilt) {}

    /**
     * Opens it.
     *
     * @throws StageFailure when the repository can't be checked out
     * @throws IOException when the index can't be built or read
     */
    Opened open(StageContext context) throws StageFailure, IOException, InterruptedException {
        IndexScope scope = IndexScope.of(context.pipeline().config().repoUrl());
        @Nullable
        String known =
                context.output(Stage.INGEST, "commit").map(Object::toString).orElse(null);
        if (known != null) {
            Optional<IndexSnapshot> snapshot = index.open(scope, known);
            if (snapshot.isPresent()) {
                return new Opened(known, snapshot.get(), false);
            }
        }
        for (int i = 0; i < MAX_REBUILDS; i++) {
            Workspace workspace = workspaces.prepare(context);
            context.log().info("indexing the repository at " + workspace.baseCommit() + " on this machine");
            indexer.index(workspace.root(), scope, workspace.baseCommit(), (_, _) -> {});
            Optional<IndexSnapshot> snapshot = index.open(scope, workspace.baseCommit());
            if (snapshot.isPresent()) {
                return new Opened(workspace.baseCommit(), snapshot.get(), true);
            }
        }
        throw StageFailure.transientTrouble(
                "other pipelines on this repository kept replacing its index; trying again later helps", null, null);
    }
}

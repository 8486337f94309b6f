package io.omni.api.benchmark;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.pipeline.ExecutePipeline;
import io.omni.events.pipeline.BranchLeaseId;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.KnowledgeSource;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts pipelines through the command bus, each on a branch of its own. */
final class Pipelines {
    /** What a caller's commands carry, as long as what the edge puts in. */
    static final Map<String, String> CALLER = Map.of(
            "actor", "operator",
            "request_id", "00000000-0000-4000-8000-000000000000",
            "trace_id", "0af7651916cd43dd8448eb211c80319c");

    private static final AtomicInteger BRANCHES = new AtomicInteger();

    private Pipelines() {}

    static PipelineId start(CommandDispatcher commands) {
        PipelineId id = PipelineId.next();
        RepositoryUrl repository = new RepositoryUrl("https://git.example/team/billing.git");
        BranchName branch = new BranchName("benchmark/" + BRANCHES.incrementAndGet());
        PipelineConfig config = new PipelineConfig(null, null, repository, branch, 3, QualityGate.STANDARD, null);
        commands.send(
                new ExecutePipeline(
                        BranchLeaseId.of(repository, branch),
                        id,
                        "The payments of a split invoice must add up to its total",
                        List.of(Stage.values()),
                        config,
                        new PipelineContext(List.of(KnowledgeSource.values()), 16_000)),
                CALLER);
        return id;
    }

    static List<PipelineId> start(CommandDispatcher commands, int count) {
        List<PipelineId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(start(commands));
        }
        return ids;
    }
}

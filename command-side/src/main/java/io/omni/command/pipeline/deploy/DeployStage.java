package io.omni.command.pipeline.deploy;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.build.StagePatch;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.work.StageExecutor;
import io.omni.command.pipeline.workspace.GitPublisher;
import io.omni.command.pipeline.workspace.Workspace;
import io.omni.command.pipeline.workspace.Workspaces;
import io.omni.events.pipeline.Stage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Commits the patch, pushes it on the pipeline's own branch and opens a pull request where the server offers it. */
@Component
final class DeployStage implements StageExecutor {
    private static final int MAX_NAMED = 50;

    private final Workspaces workspaces;
    private final StagePatch patches;
    private final GitPublisher publisher;
    private final PullRequests pullRequests;
    private final DeploySettings settings;

    DeployStage(
            Workspaces workspaces,
            StagePatch patches,
            GitPublisher publisher,
            PullRequests pullRequests,
            DeploySettings settings) {
        this.workspaces = workspaces;
        this.patches = patches;
        this.publisher = publisher;
        this.pullRequests = pullRequests;
        this.settings = settings;
    }

    @Override
    public Stage stage() {
        return Stage.DEPLOY;
    }

    @Override
    public Set<String> services() {
        return Set.of("source-control");
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public StageResult execute(StageContext context) throws StageFailure, InterruptedException {
        byte[] patch = patches.of(context)
                .orElseThrow(() -> StageFailure.permanent(
                        "there is nothing to push: the pipeline has no patch; let it run the generate stage too",
                        null));
        Workspace workspace = workspaces.prepare(context);
        Workspace.Outcome outcome = workspace.apply(patch);
        if (!outcome.applied()) {
            throw StageFailure.permanent("the patch doesn't apply, so it can't be pushed: " + outcome.reason(), null);
        }
        GitPublisher.Published published = publisher.publish(context, workspace);
        String body = "Made by pipeline " + context.pipeline().pipelineId() + " for this task:\n\n" + quoted(context);
        String pullRequest = pullRequests.open(context, published.branch(), body);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("branch", published.branch());
        output.put("commit", published.commit());
        output.put("base_commit", workspace.baseCommit());
        output.put("pushed", true);
        output.put("already_pushed", published.alreadyThere());
        output.put("pull_request_url", pullRequest);
        List<String> changed = outcome.changedPaths();
        output.put("changed_files", changed.subList(0, Math.min(MAX_NAMED, changed.size())));
        return StageResult.of(output, List.of());
    }

    private static String quoted(StageContext context) {
        return context.pipeline().task().lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
    }
}

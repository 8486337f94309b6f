package io.omni.command.pipeline.build;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.workspace.Workspace;
import io.omni.command.pipeline.workspace.Workspaces;
import org.springframework.stereotype.Component;

/** Checks out projects for the stages that build and test them, with the pipeline's patch on. */
@Component
public final class PatchedProjects {
    private final Workspaces workspaces;
    private final StagePatch patches;

    PatchedProjects(Workspaces workspaces, StagePatch patches) {
        this.workspaces = workspaces;
        this.patches = patches;
    }

    /** A fresh checkout of the base commit, with the patch applied as far as it goes. */
    public PatchedProject prepare(StageContext context) throws StageFailure, InterruptedException {
        Workspace workspace = workspaces.prepare(context);
        // Read before the patch is on, so that the patch can't change its own rules.
        ProjectConfig config = ProjectConfig.read(workspace.root());
        byte[] patch = patches.of(context).orElse(null);
        return new PatchedProject(workspace, config, patch, patch == null ? null : workspace.apply(patch));
    }
}

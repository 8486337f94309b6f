package io.omni.command.pipeline.build;

import io.omni.command.pipeline.artifact.ArtifactStore;
import io.omni.command.pipeline.workspace.Workspaces;
import io.omni.command.process.ConfinedProcess;
import io.omni.command.process.ProcessSettings;
import java.time.Clock;

/** The real parts that stages run projects with. */
public final class BuildParts {
    private BuildParts() {}

    public static ProjectRunner runner() {
        return new ProjectRunner(new ConfinedProcess(ProcessSettings.defaults()), Clock.systemUTC());
    }

    public static StagePatch patches(ArtifactStore artifacts) {
        return new StagePatch(artifacts);
    }

    public static PatchedProjects projects(Workspaces workspaces, ArtifactStore artifacts) {
        return new PatchedProjects(workspaces, patches(artifacts));
    }
}

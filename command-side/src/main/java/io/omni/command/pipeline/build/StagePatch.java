package io.omni.command.pipeline.build;

import io.omni.command.pipeline.artifact.ArtifactStore;
import io.omni.command.pipeline.work.StageContext;
import io.omni.events.pipeline.Stage;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The patch that the generate stage left for the stages after it. */
@Component
public final class StagePatch {
    /** The artifact's name. */
    public static final String NAME = "patch.diff";

    private final ArtifactStore artifacts;

    StagePatch(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** The patch; empty when the pipeline generates none. */
    public Optional<byte[]> of(StageContext context) {
        return context.artifact(Stage.GENERATE, NAME).map(artifacts::read);
    }
}

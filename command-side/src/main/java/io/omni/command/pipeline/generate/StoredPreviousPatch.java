package io.omni.command.pipeline.generate;

import io.omni.command.pipeline.artifact.ArtifactStore;
import io.omni.command.pipeline.work.StageContext;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageCompleted;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Finds the last patch in the pipeline's own history: a new iteration's state no longer holds it. */
@Component
class StoredPreviousPatch implements PreviousPatch {
    private final EventStore events;
    private final ArtifactStore artifacts;

    StoredPreviousPatch(EventStore events, ArtifactStore artifacts) {
        this.events = events;
        this.artifacts = artifacts;
    }

    @Override
    public Optional<String> of(StageContext context) {
        if (context.iteration() == 1) {
            return Optional.empty();
        }
        String id = context.pipeline().pipelineId().value();
        // From the first event: a snapshot would stand in for those before it.
        return events.readEvents(id, 0)
                .asStream()
                .map(message -> message.getPayload())
                .filter(StageCompleted.class::isInstance)
                .map(StageCompleted.class::cast)
                .filter(e -> e.stage() == Stage.GENERATE && e.iteration() < context.iteration())
                .reduce((_, later) -> later)
                .flatMap(generated -> patch(generated))
                .map(patch -> new String(artifacts.read(patch), StandardCharsets.UTF_8));
    }

    private static Optional<ArtifactRef> patch(StageCompleted generated) {
        return generated.artifacts().stream()
                .filter(artifact -> artifact.name().equals("patch.diff"))
                .findFirst();
    }
}

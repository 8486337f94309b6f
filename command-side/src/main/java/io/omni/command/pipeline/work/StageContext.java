package io.omni.command.pipeline.work;

import io.omni.command.pipeline.artifact.StageLog;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageState;
import java.time.Instant;
import java.util.Optional;

/**
 * What a stage executor works with.
 *
 * @param pipeline the pipeline as it stood when the work was taken up, with the outputs of its earlier stages
 * @param stage the stage to do
 * @param iteration the iteration it belongs to, from 1
 * @param attempt its attempt, from 1
 * @param deadline when the attempt is cut off
 * @param log where it says what it does; lines are readable while it works
 */
public record StageContext(
        PipelineState pipeline, Stage stage, int iteration, int attempt, Instant deadline, StageLog log) {

    /** A member of an earlier stage's output; empty when that stage did not run or found no such thing. */
    public Optional<Object> output(Stage earlier, String member) {
        StageState state = pipeline.stage(earlier);
        return state == null
                ? Optional.empty()
                : Optional.ofNullable(state.output().get(member));
    }

    /** An earlier stage's artifact with this name; empty when there is none. */
    public Optional<ArtifactRef> artifact(Stage earlier, String name) {
        StageState state = pipeline.stage(earlier);
        return state == null
                ? Optional.empty()
                : state.artifacts().stream().filter(a -> a.name().equals(name)).findFirst();
    }
}

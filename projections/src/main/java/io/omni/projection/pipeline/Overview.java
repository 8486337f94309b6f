package io.omni.projection.pipeline;

import io.omni.events.pipeline.IterationState;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes of a pipeline's state what a list shows of it. */
final class Overview {
    private Overview() {}

    /** The same state without outputs, artifacts, checks and the iterations' feedback. */
    static PipelineState of(PipelineState s) {
        Map<Stage, StageState> stages = new EnumMap<>(s.stages());
        stages.replaceAll((_, stage) -> light(stage));
        List<IterationState> iterations = s.iterations().stream()
                .map(i -> new IterationState(i.number(), i.startedAt(), i.failedStage(), null))
                .toList();
        return new PipelineState(
                s.pipelineId(),
                s.status(),
                s.task(),
                s.config(),
                s.context(),
                stages,
                iterations,
                s.iterationLimit(),
                s.forceCancel(),
                s.failedStage(),
                s.problem(),
                s.createdAt(),
                s.completedAt(),
                s.version());
    }

    private static StageState light(StageState s) {
        return s.output().isEmpty() && s.artifacts().isEmpty() && s.checks().isEmpty()
                ? s
                : new StageState(
                        s.status(),
                        s.iteration(),
                        s.attempt(),
                        s.tries(),
                        s.startedAt(),
                        s.completedAt(),
                        s.retryAt(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        s.problem());
    }
}

package io.omni.query.pipeline;

import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import java.util.Map;

/**
 * One pipeline as it stands, or as it stood.
 *
 * @param state its events, folded
 * @param output what its stages have said; a stage that has said nothing is missing
 */
public record PipelineDetail(PipelineState state, Map<Stage, StageOutput> output) {

    /** What a stage has said. */
    public StageOutput output(Stage stage) {
        return output.getOrDefault(stage, StageOutput.NONE);
    }
}

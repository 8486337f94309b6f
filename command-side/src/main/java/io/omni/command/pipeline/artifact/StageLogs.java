package io.omni.command.pipeline.artifact;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;

/** Opens the logs that stages write to. */
public interface StageLogs {

    /** The log of one attempt; closing it stores what is still buffered. */
    Attempt open(PipelineId pipeline, Stage stage, int iteration, int attempt);

    /** One attempt's log. */
    interface Attempt extends StageLog, AutoCloseable {
        @Override
        void close();
    }
}

package io.omni.api.pipeline;

import io.omni.api.edge.QueryParameters;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.Stage;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. Each refuses with {@code BAD_REQUEST}, naming the parameter and what it takes. */
final class Parameters {
    private Parameters() {}

    /** A status of pipelines. */
    static @Nullable PipelineStatus status(@Nullable String text) {
        return QueryParameters.oneOf("status", text, PipelineStatus.values(), PipelineStatus::wireName);
    }

    /** A stage. */
    static @Nullable Stage stage(@Nullable String text) {
        return QueryParameters.oneOf("stage", text, Stage.values(), Stage::wireName);
    }
}

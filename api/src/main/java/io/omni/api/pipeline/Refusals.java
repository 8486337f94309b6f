package io.omni.api.pipeline;

import io.omni.command.Refusal;
import io.omni.events.pipeline.PipelineId;

/** The refusals that the edge of pipelines makes itself. */
final class Refusals {
    private Refusals() {}

    /** 404: there is no such pipeline, or the text is no pipeline id at all. */
    static Refusal notFound() {
        return new Refusal("PIPELINE_NOT_FOUND", "there is no pipeline with this id; list the pipelines to find it");
    }

    /** 404: there is no such pipeline, or it wasn't there yet at the time or with the version that was asked for. */
    static Refusal notFoundThen() {
        return new Refusal(
                "PIPELINE_NOT_FOUND",
                "there was no pipeline with this id at this time or version; read it as it stands now");
    }

    /**
     * The id in a path.
     *
     * @throws Refusal when it can't be one: to the caller that is an id that nothing has
     */
    static PipelineId id(String text) {
        if (!PipelineId.isValid(text)) {
            throw notFound();
        }
        return new PipelineId(text);
    }
}

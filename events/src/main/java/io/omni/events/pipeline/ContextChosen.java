package io.omni.events.pipeline;

import java.util.List;

/**
 * The context for the task was chosen.
 *
 * @param pipelineId the pipeline
 * @param iteration the iteration it belongs to
 * @param tokens how many tokens the packed context has
 * @param maxTokens how many it could have had
 * @param chosen what was taken, best first
 * @param dropped the best of what was left, best first
 */
public record ContextChosen(
        PipelineId pipelineId,
        int iteration,
        int tokens,
        int maxTokens,
        List<ContextItem> chosen,
        List<ContextItem> dropped)
        implements PipelineEvent {
    /** Keeps its own copies of the collections. */
    public ContextChosen {
        chosen = List.copyOf(chosen);
        dropped = List.copyOf(dropped);
    }
}

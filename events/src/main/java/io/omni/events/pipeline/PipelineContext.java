package io.omni.events.pipeline;

import java.util.List;

/**
 * What a pipeline may draw its context from.
 *
 * @param knowledgeSources the services to ask, beside the repository itself
 * @param maxContextTokens the most tokens the packed context may have, 256 to 1,000,000
 */
public record PipelineContext(List<KnowledgeSource> knowledgeSources, int maxContextTokens) {
    /** Keeps its own copy of the list. */
    public PipelineContext {
        knowledgeSources = List.copyOf(knowledgeSources);
    }
}

package io.omni.events.knowledge;

/**
 * A refresh got the right to run.
 *
 * @param layer {@code knowledge_layer}; there is one
 * @param refreshId the refresh
 */
public record RefreshLeased(String layer, RefreshId refreshId) implements KnowledgeLayerEvent {}

package io.omni.events.knowledge;

/**
 * A refresh has ended, and gives the right back.
 *
 * @param layer {@code knowledge_layer}; there is one
 * @param refreshId the refresh
 */
public record RefreshReleased(String layer, RefreshId refreshId) implements KnowledgeLayerEvent {}

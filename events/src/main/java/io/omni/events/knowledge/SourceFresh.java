package io.omni.events.knowledge;

/**
 * A source of knowledge that was out of date was found to be so no more.
 *
 * @param layer {@code knowledge_layer}; there is one
 * @param source the source
 */
public record SourceFresh(String layer, String source) implements KnowledgeLayerEvent {}

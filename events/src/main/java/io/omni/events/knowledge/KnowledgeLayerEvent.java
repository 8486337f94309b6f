package io.omni.events.knowledge;

/** Something that happened to the knowledge layer as a whole. */
public sealed interface KnowledgeLayerEvent permits RefreshLeased, RefreshReleased, SourceStale, SourceFresh {

    /** {@code knowledge_layer}; there is one. */
    String layer();
}

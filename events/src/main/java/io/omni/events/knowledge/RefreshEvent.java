package io.omni.events.knowledge;

/** Something that happened to a refresh. */
public sealed interface RefreshEvent
        permits RefreshStarted, RefreshPlanned, SourceRefreshed, SourceRefreshFailed, KnowledgeRefreshed {

    /** The refresh. */
    RefreshId refreshId();
}

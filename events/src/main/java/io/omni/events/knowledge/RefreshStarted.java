package io.omni.events.knowledge;

import java.util.List;

/**
 * A refresh of the knowledge layer was accepted.
 *
 * @param refreshId the refresh
 * @param sources what it refreshes: parts of the layer, or sources that the freshness monitor knows; {@code all} for everything
 * @param forceReingest whether sources that are fresh are ingested again too
 * @param rebuildCache whether the semantic cache is built anew
 * @param collections the collections that it is about; empty for all
 */
public record RefreshStarted(
        RefreshId refreshId,
        List<String> sources,
        boolean forceReingest,
        boolean rebuildCache,
        List<String> collections)
        implements RefreshEvent {}

package io.omni.events.knowledge;

import java.util.List;

/**
 * A refresh has found out what it works on.
 *
 * @param refreshId the refresh
 * @param sources the sources, in the order in which they are worked on
 */
public record RefreshPlanned(RefreshId refreshId, List<String> sources) implements RefreshEvent {
    /** Keeps its own copy. */
    public RefreshPlanned {
        sources = List.copyOf(sources);
    }
}

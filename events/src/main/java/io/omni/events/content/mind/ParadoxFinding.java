package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.List;

/**
 * What {@link Paradox} found.
 *
 * @param policy which version of it
 * @param action the hardest of the conflicts' actions; {@code ignore} without any
 * @param conflicts what was found, the hardest first
 * @param rank how many pieces of the same media go before this one and stay, from 0
 */
public record ParadoxFinding(PolicyRef policy, ParadoxAction action, List<Conflict> conflicts, int rank) {
    /** Keeps its own copy of the conflicts. */
    public ParadoxFinding {
        conflicts = List.copyOf(conflicts);
    }
}

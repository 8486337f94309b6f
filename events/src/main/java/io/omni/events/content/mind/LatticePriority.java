package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.List;

/**
 * How urgent {@link Lattice} finds a job.
 *
 * @param policy which version of it
 * @param input what it was decided on
 * @param priority 0 to 1; higher goes first
 * @param factors what it was made of
 * @param reason one sentence for people
 */
public record LatticePriority(
        PolicyRef policy, LatticeInput input, double priority, List<Factor> factors, String reason) {
    /** Keeps its own copy of the factors. */
    public LatticePriority {
        factors = List.copyOf(factors);
    }
}

package io.omni.events.content.mind;

import io.omni.events.pipeline.PolicyRef;
import java.util.List;

/**
 * What {@link Placing} came to.
 *
 * @param policy which version of it
 * @param placed slots, by channel and time
 * @param unplaced the ids that found none within the days that are looked at
 */
public record Plan(PolicyRef policy, List<Placed> placed, List<String> unplaced) {
    /** Keeps its own copies of the collections. */
    public Plan {
        placed = List.copyOf(placed);
        unplaced = List.copyOf(unplaced);
    }
}

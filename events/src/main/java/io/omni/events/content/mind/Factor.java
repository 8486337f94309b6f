package io.omni.events.content.mind;

import java.util.List;

/**
 * One thing that a score was made of.
 *
 * @param name what was measured, in snake case
 * @param value what it came to, 0 to 1
 * @param weight how much it counts beside the others, 0 or more; not normalised
 */
public record Factor(String name, double value, double weight) {
    /** Keeps the value a score. */
    public Factor {
        value = Score.of(value);
    }

    /** The weighted mean; {@link Score#NEUTRAL} when nothing has any weight. */
    static double mean(List<Factor> factors) {
        double weights = factors.stream().mapToDouble(Factor::weight).sum();
        if (weights <= 0) {
            return Score.NEUTRAL;
        }
        return Score.of(
                factors.stream().mapToDouble(f -> f.value() * f.weight()).sum() / weights);
    }
}

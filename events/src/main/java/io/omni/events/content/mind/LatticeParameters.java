package io.omni.events.content.mind;

/**
 * What {@link Lattice} is set to.
 *
 * @param viralityWeight how much the video's virality counts, 0 to 100
 * @param relevanceWeight how much its relevance counts, 0 to 100
 * @param confidenceWeight how much the clip's confidence counts, 0 to 100
 * @param freshnessWeight how much it counts how new the post is, 0 to 100
 * @param halfLifeDays after how many days the post is half as fresh, 0.1 to 365
 * @param failurePenalty what every failed attempt takes away, 0 to 1
 */
public record LatticeParameters(
        double viralityWeight,
        double relevanceWeight,
        double confidenceWeight,
        double freshnessWeight,
        double halfLifeDays,
        double failurePenalty) {
    /** What it is set to when nobody has set anything else. */
    public static final LatticeParameters DEFAULT = new LatticeParameters(0.35, 0.25, 0.2, 0.2, 3, 0.1);

    /** Refuses what makes no sense. */
    public LatticeParameters {
        Score.requireWithin("lattice.virality_weight", viralityWeight, 0, 100);
        Score.requireWithin("lattice.relevance_weight", relevanceWeight, 0, 100);
        Score.requireWithin("lattice.confidence_weight", confidenceWeight, 0, 100);
        Score.requireWithin("lattice.freshness_weight", freshnessWeight, 0, 100);
        Score.requireWithin("lattice.half_life_days", halfLifeDays, 0.1, 365);
        Score.require("lattice.failure_penalty", failurePenalty);
    }
}

package io.omni.events.content.mind;

/**
 * What {@link Paradox} is set to.
 *
 * @param duplicateShare from which share of their union on two pieces of the same media are the same, 0 to 1
 * @param overlapShare from which share of the shorter one on two pieces of the same media overlap too much, 0 to 1
 * @param repeatSimilarity from which similarity of words on two pieces of different media say the same, 0 to 1
 * @param shortestSeconds a shorter clip contradicts what a clip is
 * @param longestSeconds a longer clip does too
 */
public record ParadoxParameters(
        double duplicateShare,
        double overlapShare,
        double repeatSimilarity,
        double shortestSeconds,
        double longestSeconds) {
    /** What it is set to when nobody has set anything else. */
    public static final ParadoxParameters DEFAULT = new ParadoxParameters(0.9, 0.5, 0.8, 5, 120);

    /** Refuses what makes no sense. */
    public ParadoxParameters {
        Score.require("paradox.duplicate_share", duplicateShare);
        Score.require("paradox.overlap_share", overlapShare);
        Score.require("paradox.repeat_similarity", repeatSimilarity);
        Score.requireWithin("paradox.shortest_seconds", shortestSeconds, 0, 3600);
        Score.requireWithin("paradox.longest_seconds", longestSeconds, shortestSeconds, 3600);
    }
}

package io.omni.events.content.mind;

/**
 * What {@link Zenith} is set to.
 *
 * @param acceptAt from which consensus on a clip is made, 0 to 1
 * @param vetoBelow below which vote of the guardian it is quarantined, 0 to 1
 * @param leastConfidence below which confidence of the analysis it is rejected, 0 to 1
 * @param mostClips how many clips of one video are made, 1 to 100
 */
public record ZenithParameters(double acceptAt, double vetoBelow, double leastConfidence, int mostClips) {
    /** What it is set to when nobody has set anything else. */
    public static final ZenithParameters DEFAULT = new ZenithParameters(0.5, 0.25, 0.2, 5);

    /** Refuses what makes no sense. */
    public ZenithParameters {
        Score.require("zenith.accept_at", acceptAt);
        Score.require("zenith.veto_below", vetoBelow);
        Score.require("zenith.least_confidence", leastConfidence);
        Score.requireWithin("zenith.most_clips", mostClips, 1, 100);
    }
}

package io.omni.events.content.mind;

/**
 * What {@link Eclipse} is set to.
 *
 * @param mostTries after how many tries a job is given up, 1 to 20
 * @param mostDeferrals how often a job waits for a limit to be over, 0 to 100
 * @param firstDelaySeconds how long it waits after the first failure, 0 to 3600
 * @param multiplier how much longer after each further one, 1 to 10
 * @param longestDelaySeconds how long it waits at most, after a limit too, up to 86400
 * @param limitedDelaySeconds how long it waits for a limit when the other side doesn't say, 1 to 86400
 */
public record EclipseParameters(
        int mostTries,
        int mostDeferrals,
        double firstDelaySeconds,
        double multiplier,
        double longestDelaySeconds,
        double limitedDelaySeconds) {
    /** What it is set to when nobody has set anything else. */
    public static final EclipseParameters DEFAULT = new EclipseParameters(3, 24, 2, 4, 86_400, 900);

    /** Refuses what makes no sense. */
    public EclipseParameters {
        Score.requireWithin("eclipse.most_tries", mostTries, 1, 20);
        Score.requireWithin("eclipse.most_deferrals", mostDeferrals, 0, 100);
        Score.requireWithin("eclipse.first_delay_seconds", firstDelaySeconds, 0, 3600);
        Score.requireWithin("eclipse.multiplier", multiplier, 1, 10);
        Score.requireWithin("eclipse.longest_delay_seconds", longestDelaySeconds, firstDelaySeconds, 86_400);
        Score.requireWithin("eclipse.limited_delay_seconds", limitedDelaySeconds, 1, 86_400);
    }
}

package io.omni.events.content.mind;

import java.time.Duration;

/**
 * What {@link Placing} is set to.
 *
 * @param windowFromMinute when the audience begins to look, minutes after midnight UTC, 0 to 1439
 * @param windowToMinute when it stops, more than {@code windowFromMinute}, up to 1440
 * @param gapMinutes how far apart two clips of a channel are at least, 1 to 1440
 * @param mostDays how many days ahead it places, 1 to 3660
 */
public record PlacingParameters(int windowFromMinute, int windowToMinute, int gapMinutes, int mostDays) {
    /** What it is set to when nobody has set anything else: the whole day, a minute apart. */
    public static final PlacingParameters DEFAULT =
            new PlacingParameters(0, (int) Duration.ofDays(1).toMinutes(), 1, 3660);

    /** Refuses what makes no sense. */
    public PlacingParameters {
        Score.requireWithin("placing.window_from_minute", windowFromMinute, 0, 1439);
        Score.requireWithin("placing.window_to_minute", windowToMinute, windowFromMinute + 1.0, 1440);
        Score.requireWithin("placing.gap_minutes", gapMinutes, 1, 1440);
        Score.requireWithin("placing.most_days", mostDays, 1, 3660);
    }
}

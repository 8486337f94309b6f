package io.omni.api.metrics;

import io.omni.api.edge.QueryParameters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The stretches of time that metrics are asked for. */
final class Period {
    /** What is shown when nothing is asked for. */
    static final String DEFAULT = "last_24h";

    private Period() {}

    /** Where a period that ends now begins. */
    static Instant start(String period, Clock clock) {
        Duration length = switch (period) {
            case "last_1h" -> Duration.ofHours(1);
            case "last_24h" -> Duration.ofHours(24);
            case "last_7d" -> Duration.ofDays(7);
            default -> throw QueryParameters.bad("period", "use last_1h, last_24h or last_7d");
        };
        return clock.instant().minus(length);
    }
}

package io.omni.command.service.health;

import java.time.Duration;
import java.util.Objects;

/**
 * What a probe found, ready to be written.
 *
 * @param claim under which the service was asked
 * @param before what was known before the probe
 * @param after what is known now; it has a slot, because it was asked
 * @param pause after which the service is due again
 */
record Finding(String claim, Watch before, Watch after, Duration pause) {

    LatencySlot slot() {
        return Objects.requireNonNull(after.slot());
    }

    /** Whether a half hour is over with it. */
    boolean endsSlot() {
        return before.slot() != null && !before.slot().start().equals(slot().start());
    }

    /** The half hour that is over; only where {@link #endsSlot()}. */
    LatencySlot ended() {
        return Objects.requireNonNull(before.slot());
    }
}

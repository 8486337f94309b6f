package io.omni.events.service.deployment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Where a restart stands. */
public enum RestartStatus {
    /** It is under way. */
    RESTARTING,
    /** The old container is being put back. */
    ROLLING_BACK,
    /** It succeeded. */
    RESTARTED,
    /** The old container was put back. */
    ROLLED_BACK,
    /** It came to nothing. */
    FAILED;

    /** How it is written. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such status */
    @JsonCreator
    public static RestartStatus of(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no status of a restart: " + wireName));
    }
}

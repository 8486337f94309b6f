package io.omni.events.service.deployment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a restart has done so far, in the order in which it does it. */
public enum RestartStep {
    /** The container was found, and the work on it begins: from here on it may have been touched. */
    BEGUN,
    /** A new container with the merged configuration was made, beside the running one. */
    CREATED,
    /** The running container was stopped. */
    STOPPED,
    /** The old container was renamed, to be put back if need be, and the new one has its name. */
    REPLACED,
    /** The container was started. */
    STARTED;

    /** How it is written. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is no such step */
    @JsonCreator
    public static RestartStep of(String wireName) {
        return Arrays.stream(values())
                .filter(step -> step.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no step of a restart: " + wireName));
    }
}

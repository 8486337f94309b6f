package io.omni.query.service;

import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceState;
import io.omni.events.service.ServiceStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A service as it is known now.
 *
 * @param state its events, folded
 * @param lastCheckAt when it was asked last; null when it never was
 * @param latencyMicros how long its last answer took; null when there was none
 * @param version which version it said last that it is, or what the catalogue says; null when neither does
 * @param upSince since when it has been up, as it says or as far as it was seen; null while it doesn't answer
 */
public record ServiceReading(
        ServiceState state,
        @Nullable Instant lastCheckAt,
        @Nullable Long latencyMicros,
        @Nullable String version,
        @Nullable Instant upSince) {

    /** Its name. */
    public ServiceName name() {
        return state.service();
    }

    /** How it is. */
    public ServiceStatus status() {
        return state.status();
    }
}

package io.omni.api.service.deployment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omni.query.service.deployment.RecordedChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what when.
 *
 * @param name the service
 * @param changes newest first
 * @param nextCursor where the next page begins; null at the end
 * @param total how many there are in all; left out unless asked for
 */
record ConfigHistory(
        String name,
        List<Change> changes,
        @Nullable String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {

    /** A change: set values are shown, secrets as {@code ***}, removed ones as null. */
    record Change(
            long version,
            Instant changedAt,
            @Nullable String actor,
            String eventId,
            @Nullable String traceId,
            Map<String, @Nullable String> environment,
            Map<String, @Nullable String> resources) {
        static Change of(RecordedChange recorded) {
            Map<String, @Nullable String> environment = new LinkedHashMap<>();
            recorded.change()
                    .environment()
                    .forEach((name, value) -> environment.put(name, value == null ? null : value.shown()));
            return new Change(
                    recorded.change().configVersion(),
                    recorded.changedAt(),
                    recorded.actor(),
                    recorded.eventId(),
                    recorded.traceId(),
                    environment,
                    recorded.change().resources());
        }
    }
}

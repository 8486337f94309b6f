package io.omni.api.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes what is named; what is left out stays as it is.
 *
 * @param url where deliveries go
 * @param events event types and patterns
 * @param ordering {@code unordered} or {@code fifo}
 * @param description what it is for; an empty text takes it away
 * @param status {@code active} or {@code paused}
 */
record ChangeRequest(
        @Nullable String url,
        @Nullable List<@Nullable String> events,
        @Nullable String ordering,
        @Nullable String description,
        @Nullable String status) {}

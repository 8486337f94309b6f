package io.omni.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the event log.
 *
 * @param events newest first
 * @param nextCursor where the next page begins; null at the end
 * @param total how many there are in all; left out unless asked for
 */
record EventList(
        List<EventResponse> events,
        @Nullable String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {}

package io.omni.api.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the event log.
 *
 * @param events newest first
 * @param nextCursor where the next page begins; null at the end
 */
record EventList(List<EventResponse> events, @Nullable String nextCursor) {}

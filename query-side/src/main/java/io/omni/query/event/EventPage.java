package io.omni.query.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the event log.
 *
 * @param events newest first
 * @param nextCursor where the next page begins; null at the end
 */
public record EventPage(List<LoggedEvent> events, @Nullable String nextCursor) {
    /** Keeps its own copy of the list. */
    public EventPage {
        events = List.copyOf(events);
    }
}

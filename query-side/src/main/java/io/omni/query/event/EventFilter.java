package io.omni.query.event;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to see.
 *
 * @param types wire names; empty for all
 * @param service only events that concern this service; null for all
 * @param since only events that happened at this time or later; null for all
 */
public record EventFilter(
        Set<String> types,
        @Nullable String service,
        @Nullable Instant since) {
    /** Keeps its own copy of the set. */
    public EventFilter {
        types = Set.copyOf(types);
    }

    /** Whether an event is one of those. */
    public boolean admits(String type, @Nullable String ofService, Instant occurredAt) {
        return (types.isEmpty() || types.contains(type))
                && (service == null || service.equals(ofService))
                && (since == null || !occurredAt.isBefore(since));
    }
}

package io.omni.api.webhook;

import io.omni.events.EventType;
import io.omni.events.EventTypes;
import io.omni.events.webhook.EventPattern;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The event types that can be subscribed to: what the event log shows, the reference's ten, and what isn't an event of an aggregate. */
final class EventCatalog {
    private static final Set<String> BESIDE = Set.of(
            "pipeline.started",
            "pipeline.stage.completed",
            "pipeline.completed",
            "pipeline.failed",
            "service.health_changed",
            "service.restarted",
            "knowledge.refreshed",
            "knowledge.source.stale",
            "workflow.completed",
            "workflow.failed",
            "stardust.checkpoint");

    private static final Set<String> TYPES = Stream.concat(
                    EventTypes.all().stream().map(EventType::wireName).filter(EventTypes::isPublic), BESIDE.stream())
            .collect(Collectors.toCollection(TreeSet::new));

    private EventCatalog() {}

    /** Whether there is a type that this pattern takes. */
    static boolean knows(String pattern) {
        return TYPES.stream().anyMatch(type -> EventPattern.matches(pattern, type));
    }
}

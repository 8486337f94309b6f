package io.omni.events.workflow;

import io.omni.events.pipeline.JsonObjects;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What starts a workflow by itself.
 *
 * @param type the kind
 * @param event of a webhook the hook's name, of an event its type or a group of types like {@code pipeline.*}; null otherwise
 * @param filter what the event must hold: paths with dots, and the value or a list of the values allowed there; empty for none
 * @param cron of a schedule five fields: minute, hour, day of month, month, day of week; null otherwise
 * @param timezone of a schedule the zone its fields are read in, for example {@code Europe/Berlin}; null otherwise
 */
public record Trigger(
        TriggerType type,
        @Nullable String event,
        Map<String, Object> filter,
        @Nullable String cron,
        @Nullable String timezone) {

    /** Started by calls alone. */
    public static final Trigger MANUAL = new Trigger(TriggerType.MANUAL, null, Map.of(), null, null);

    /** Keeps its own copy of the filter. */
    public Trigger {
        filter = JsonObjects.copyOf(filter);
    }
}

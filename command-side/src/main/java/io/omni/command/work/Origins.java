package io.omni.command.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;

/** What of an event's metadata goes on to the events that follow from it. */
public final class Origins {
    private static final List<String> CARRIED_ON =
            List.of("actor", "tenant", "request_id", "trace_id", "trigger_depth");

    private Origins() {}

    /** What goes on. */
    public static Map<String, String> of(MetaData metaData) {
        Map<String, String> origin = new LinkedHashMap<>();
        for (String key : CARRIED_ON) {
            if (metaData.get(key) instanceof String value) {
                origin.put(key, value);
            }
        }
        return origin;
    }
}

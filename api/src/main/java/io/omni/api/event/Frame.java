package io.omni.api.event;

import io.omni.query.event.EventFilter;
import io.omni.query.event.LoggedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it goes over a stream, rendered once for all of a node's readers.
 *
 * @param sequence its place among all events
 * @param type its wire name
 * @param service the service it concerns; null when it concerns none
 * @param occurredAt when it happened
 * @param bytes what is sent
 */
record Frame(long sequence, String type, @Nullable String service, Instant occurredAt, byte[] bytes) {

    static Frame of(LoggedEvent event, JsonMapper mapper) {
        // Without a name of its own, so that a browser's EventSource gives every event to onmessage.
        String text =
                "id: " + event.sequence() + "\ndata: " + mapper.writeValueAsString(EventResponse.of(event)) + "\n\n";
        return new Frame(
                event.sequence(),
                event.type(),
                event.service(),
                event.occurredAt(),
                text.getBytes(StandardCharsets.UTF_8));
    }

    boolean passes(EventFilter filter) {
        return filter.admits(type, service, occurredAt);
    }
}

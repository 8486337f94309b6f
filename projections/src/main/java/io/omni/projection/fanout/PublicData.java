package io.omni.projection.fanout;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes out of an event's data what must not leave the platform. */
@Component
public class PublicData {
    private static final String CONFIG = "config";
    private static final String CREDENTIALS = "credentials_ref";

    private final JsonMapper mapper;

    PublicData(@Qualifier("eventMapper") JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** The event's data as callers may see it, as compact JSON. */
    public String of(PublishedEvent event) {
        // Nearly no event has such a member; only those that may are parsed.
        if (!event.data().contains('"' + CREDENTIALS + '"')) {
            return event.data();
        }
        JsonNode data = mapper.readTree(event.data());
        if (data.get(CONFIG) instanceof ObjectNode config) {
            config.remove(CREDENTIALS);
        }
        return mapper.writeValueAsString(data);
    }
}

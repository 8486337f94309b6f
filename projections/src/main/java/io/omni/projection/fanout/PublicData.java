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
    private static final String ENVIRONMENT = "environment";
    private static final String SECRET = "secret_ref";

    private final JsonMapper mapper;

    PublicData(@Qualifier("eventMapper") JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** The event's data as callers may see it, as compact JSON. */
    public String of(PublishedEvent event) {
        // Nearly no event has such a member; only those that may are parsed.
        if (!event.data().contains('"' + CREDENTIALS + '"') && !event.data().contains('"' + SECRET + '"')) {
            return event.data();
        }
        JsonNode data = mapper.readTree(event.data());
        if (data.get(CONFIG) instanceof ObjectNode config) {
            config.remove(CREDENTIALS);
        }
        data.path(ENVIRONMENT).forEach(PublicData::blank);
        return mapper.writeValueAsString(data);
    }

    /** A variable's value that is a secret: where it lies and what it is like is nobody's business. */
    private static void blank(JsonNode value) {
        if (value instanceof ObjectNode secret && secret.has(SECRET)) {
            secret.removeAll();
            secret.put("text", "***");
        }
    }
}

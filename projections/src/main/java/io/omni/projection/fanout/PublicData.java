package io.omni.projection.fanout;

import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes out of an event's data what must not leave the platform. */
@Component
public class PublicData {
    // References into the store of secrets: members named like credentials_ref and secret_ref.
    private static final String REFERENCE = "_ref";

    private static final String TO_A_SECRET = "secret_";
    private static final String ENVIRONMENT = "environment";
    private static final String SECRET = "secret_ref";

    private final JsonMapper mapper;

    PublicData(@Qualifier("eventMapper") JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** The event's data as callers may see it, as compact JSON. */
    public String of(PublishedEvent event) {
        // Nearly no event has such a member; only those that may are parsed.
        if (!event.data().contains(REFERENCE + '"')) {
            return event.data();
        }
        JsonNode data = mapper.readTree(event.data());
        data.path(ENVIRONMENT).forEach(PublicData::blank);
        removeReferences(data);
        return mapper.writeValueAsString(data);
    }

    private static void removeReferences(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> references = object.propertyNames().stream()
                    .filter(name -> name.endsWith(REFERENCE)
                            && object.path(name).asString("").startsWith(TO_A_SECRET))
                    .toList();
            object.remove(references);
        }
        node.forEach(PublicData::removeReferences);
    }

    /** A variable's value that is a secret: where it lies and what it is like is nobody's business. */
    private static void blank(JsonNode value) {
        if (value instanceof ObjectNode secret && secret.has(SECRET)) {
            secret.removeAll();
            secret.put("text", "***");
        }
    }
}

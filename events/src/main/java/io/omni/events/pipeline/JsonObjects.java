package io.omni.events.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies JSON objects: unlike {@link Map#copyOf}, keeps the order of the members and allows null values. */
public final class JsonObjects {
    private JsonObjects() {}

    /** An unmodifiable copy. */
    public static Map<String, Object> copyOf(Map<String, Object> object) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(object));
    }
}

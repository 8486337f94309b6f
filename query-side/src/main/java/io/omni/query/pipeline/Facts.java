package io.omni.query.pipeline;

import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.ContextItem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a decision rests on, as JSON: names in snake case, in the order they are added. */
final class Facts {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Adds one member; a null is left out. */
    Facts with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    /** The members. */
    Map<String, Object> toMap() {
        return Collections.unmodifiableMap(members);
    }

    /** Checks with what they measured. */
    static List<Map<String, Object>> checks(List<Check> checks) {
        return checks.stream()
                .map(c -> new Facts()
                        .with("name", c.name())
                        .with("severity", c.severity().wireName())
                        .with("verdict", c.verdict().wireName())
                        .with("measured", c.measured())
                        .with("comparison", c.comparison())
                        .with("threshold", c.threshold())
                        .with("unit", c.unit())
                        .with("message", c.message())
                        .toMap())
                .toList();
    }

    /** Passages with how well they fit. */
    static List<Map<String, Object>> items(List<ContextItem> items) {
        return items.stream()
                .map(i -> new Facts()
                        .with("source", i.source())
                        .with("reference", i.reference())
                        .with("score", i.score())
                        .with("tokens", i.tokens())
                        .with("reason", i.reason())
                        .toMap())
                .toList();
    }
}

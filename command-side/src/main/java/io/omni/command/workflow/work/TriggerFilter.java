package io.omni.command.workflow.work;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether an event is one that a trigger waits for: each path of the filter must hold its value, or one of its values. */
final class TriggerFilter {
    private TriggerFilter() {}

    static boolean matches(Map<String, Object> filter, Map<String, Object> event) {
        return filter.entrySet().stream().allMatch(rule -> holds(rule.getValue(), value(event, rule.getKey())));
    }

    private static boolean holds(@Nullable Object wanted, @Nullable Object found) {
        return wanted instanceof List<?> any ? any.stream().anyMatch(one -> same(one, found)) : same(wanted, found);
    }

    private static boolean same(@Nullable Object wanted, @Nullable Object found) {
        return wanted instanceof Number a && found instanceof Number b
                ? Double.compare(a.doubleValue(), b.doubleValue()) == 0
                : Objects.equals(wanted, found);
    }

    private static @Nullable Object value(Map<String, Object> event, String path) {
        if (event.containsKey(path)) {
            return event.get(path);
        }
        Object value = event;
        for (String part : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> object ? object.get(part) : null;
        }
        return value;
    }
}

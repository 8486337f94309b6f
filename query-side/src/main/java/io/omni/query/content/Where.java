package io.omni.query.content;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions on the rows of a list, and what is put in for their question marks. */
final class Where {
    private final StringBuilder conditions = new StringBuilder("TRUE");
    private final List<Object> arguments = new ArrayList<>();

    /** All of those so far, and this one. */
    Where and(String condition, Object... values) {
        conditions.append(" AND ").append(condition);
        arguments.addAll(List.of(values));
        return this;
    }

    /** The same, unless the value is null. */
    Where andIf(String condition, @Nullable Object value) {
        return value == null ? this : and(condition, value);
    }

    String conditions() {
        return conditions.toString();
    }

    List<Object> arguments() {
        return arguments;
    }
}

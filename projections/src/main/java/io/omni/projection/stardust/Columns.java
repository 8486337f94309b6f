package io.omni.projection.stardust;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sets the columns of many rows as arrays, one parameter each. */
final class Columns<T> {
    private final PreparedStatement statement;
    private final List<T> rows;
    private int next = 1;

    Columns(PreparedStatement statement, List<T> rows) {
        this.statement = statement;
        this.rows = rows;
    }

    // The driver sends arrays of texts, numbers and bytes as they are; of anything else it makes one text that has to
    // be parsed.
    Columns<T> texts(Function<T, @Nullable String> value) throws SQLException {
        return set("text", rows.stream().map(value).toArray(String[]::new));
    }

    Columns<T> longs(Function<T, Long> value) throws SQLException {
        return set("bigint", rows.stream().map(value).toArray(Long[]::new));
    }

    Columns<T> integers(Function<T, Integer> value) throws SQLException {
        return set("integer", rows.stream().map(value).toArray(Integer[]::new));
    }

    Columns<T> times(Function<T, Instant> value) throws SQLException {
        return set(
                "timestamptz",
                rows.stream()
                        .map(row -> value.apply(row).atOffset(ZoneOffset.UTC))
                        .toArray());
    }

    Columns<T> bytes(Function<T, byte @Nullable []> value) throws SQLException {
        byte[][] values = rows.stream().map(value).toArray(byte[][]::new);
        return set("bytea", values);
    }

    private Columns<T> set(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}

package io.omni.projection.stardust;

import java.sql.PreparedStatement;
import java.sql.SQLException;
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

    Columns<T> of(String type, Function<T, ? extends @Nullable Object> value) throws SQLException {
        Object[] values = rows.stream().map(value).toArray();
        return set(type, values);
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

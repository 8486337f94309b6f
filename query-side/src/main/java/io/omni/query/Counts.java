package io.omni.query;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts what a list has in all. That reads every row that the list would show, so it is done only when somebody asks. */
public final class Counts {
    private Counts() {}

    /**
     * What a {@code SELECT count(*)} finds.
     *
     * @param sql with the conditions of the list, but none on where a page begins
     */
    public static long of(JdbcTemplate jdbc, String sql, @Nullable Object... arguments) {
        Long count = jdbc.queryForObject(sql, Long.class, arguments);
        return count == null ? 0 : count;
    }
}

package io.omni.projection.retention;

import java.time.Period;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table that grows for ever and is kept for some time only. One bean of this type makes it part of the retention job.
 *
 * @param table its name
 * @param column the timestamp that says how old a row is
 * @param byMonth whether it is declared {@code PARTITION BY RANGE} over that column, with the partitions of {@link MonthPartitions}:
 *     whole months are dropped then, and give their space back at once. Otherwise rows are deleted, and their space is used again
 * @param keep which of the settings says how long
 */
public record RetainedTable(
        String table, String column, boolean byMonth, Function<RetentionSettings, Optional<Period>> keep) {
    /** Refuses names that would have to be quoted. */
    public RetainedTable {
        if (!table.matches("[a-z_]{1,40}") || !column.matches("[a-z_]{1,40}")) {
            throw new IllegalArgumentException(
                    "a table and a column have names in lower case: " + table + "." + column);
        }
    }

    /** A table in partitions by month. */
    public static RetainedTable byMonth(
            String table, String column, Function<RetentionSettings, Optional<Period>> keep) {
        return new RetainedTable(table, column, true, keep);
    }

    /** A table whose rows are deleted one by one. */
    public static RetainedTable byRow(String table, String column, Function<RetentionSettings, Optional<Period>> keep) {
        return new RetainedTable(table, column, false, keep);
    }
}

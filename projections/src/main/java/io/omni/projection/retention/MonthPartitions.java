package io.omni.projection.retention;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The partitions by month of tables declared {@code PARTITION BY RANGE} over a timestamp. A table's partitions are named after it,
 * for example {@code event_log_view_y2026m11}, and run from the first of a month to the first of the next, UTC.
 */
@Component
public class MonthPartitions {
    private static final String ENSURE = "SELECT ensure_month_partition(?, ?)";

    private static final Pattern NAME = Pattern.compile("_y([0-9]{4})m([0-9]{2})");

    private final JdbcTemplate jdbc;
    private final Set<Month> known = ConcurrentHashMap.newKeySet();

    MonthPartitions(@Qualifier("processingDataSource") DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * Makes the partitions that rows of these times go to, in the running transaction. Costs nothing when they are there.
     *
     * @param table the partitioned table
     * @param times when the rows are from
     */
    public void ensure(String table, Collection<Instant> times) {
        Set<YearMonth> months = times.stream()
                .map(time -> YearMonth.from(time.atOffset(ZoneOffset.UTC)))
                .collect(Collectors.toCollection(TreeSet::new));
        List<Month> missing = months.stream()
                .map(month -> new Month(table, month))
                .filter(month -> !known.contains(month))
                .toList();
        for (Month month : missing) {
            jdbc.query(ENSURE, _ -> {}, month.table(), month.month().atDay(1));
        }
        rememberOnceCommitted(missing);
    }

    /** The months that a table has partitions for, oldest first. */
    List<YearMonth> months(String table) {
        return jdbc
                .queryForList(
                        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                                + " WHERE i.inhparent = ?::regclass ORDER BY 1",
                        String.class,
                        table)
                .stream()
                .map(name -> NAME.matcher(name.substring(table.length())))
                .filter(Matcher::matches)
                .map(name -> YearMonth.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))))
                .toList();
    }

    /** Drops a month's partition in the running transaction; gives up when readers keep the table for long. */
    void drop(String table, YearMonth month) {
        String partition = table + String.format(Locale.ROOT, "_y%04dm%02d", month.getYear(), month.getMonthValue());
        jdbc.execute("SET LOCAL lock_timeout TO '2s'");
        jdbc.execute("DROP TABLE " + partition);
        known.remove(new Month(table, month));
    }

    private void rememberOnceCommitted(List<Month> made) {
        if (made.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            known.addAll(made);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.addAll(made);
            }
        });
    }

    private record Month(String table, YearMonth month) {}
}

package io.omni.projection.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes what is older than the operator wants to keep. Events are never among it. */
@Component
public class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int ROWS_AT_ONCE = 10_000;
    private static final Period AHEAD = Period.ofDays(7);

    private final List<RetainedTable> tables;
    private final RetentionSettings settings;
    private final MonthPartitions partitions;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Retention(
            List<RetainedTable> tables,
            RetentionSettings settings,
            MonthPartitions partitions,
            @Qualifier("processingDataSource") DataSource dataSource,
            @Qualifier("processingTransactionManager") PlatformTransactionManager transactions,
            Clock clock) {
        this.tables = List.copyOf(tables);
        this.settings = settings;
        this.partitions = partitions;
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Goes through all tables once: makes the partitions that will be needed soon, and removes what is too old. For one node at a
     * time; whatever it can't do now, because somebody reads the table, it does the next time.
     */
    public void run() {
        OffsetDateTime now = Instant.now(clock).atOffset(ZoneOffset.UTC);
        for (RetainedTable table : tables) {
            if (table.byMonth()) {
                transaction.executeWithoutResult(_ -> partitions.ensure(
                        table.table(), List.of(now.toInstant(), now.plus(AHEAD).toInstant())));
            }
            table.keep().apply(settings).map(now::minus).ifPresent(before -> remove(table, before));
        }
    }

    private void remove(RetainedTable table, OffsetDateTime before) {
        if (!table.byMonth()) {
            deleteRows(table, before);
            return;
        }
        for (YearMonth month : partitions.months(table.table())) {
            if (month.isBefore(YearMonth.from(before))) {
                transaction.executeWithoutResult(_ -> partitions.drop(table.table(), month));
                LOG.info("{} of {} is past its retention; dropped", month, table.table());
            }
        }
    }

    private void deleteRows(RetainedTable table, OffsetDateTime before) {
        String delete = "DELETE FROM " + table.table() + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table.table()
                + " WHERE " + table.column() + " < ? LIMIT " + ROWS_AT_ONCE + "))";
        long deleted = 0;
        int now;
        do {
            now = jdbc.update(delete, before);
            deleted += now;
        } while (now == ROWS_AT_ONCE);
        if (deleted > 0) {
            LOG.info("{} rows of {} are past their retention; deleted", deleted, table.table());
        }
    }
}

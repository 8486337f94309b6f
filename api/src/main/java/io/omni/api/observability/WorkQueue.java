package io.omni.api.observability;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What lies in the work queue that all nodes share. */
@Component
class WorkQueue {
    private final JdbcTemplate jdbc;

    WorkQueue(@Qualifier("processingDataSource") DataSource processing) {
        this.jdbc = new JdbcTemplate(processing);
    }

    /** How many tasks there are, due or not, taken up or not; what recurs by itself is no task to be done. */
    double depth() {
        return number("SELECT count(*) FROM scheduled_tasks WHERE task_instance <> 'recurring'");
    }

    /** For how long the oldest task that nobody has taken up has been due, in seconds; 0 when there is none. */
    double oldestDueSeconds() {
        return number("SELECT coalesce(greatest(extract(epoch FROM now() - min(execution_time)), 0), 0)"
                + " FROM scheduled_tasks WHERE NOT picked");
    }

    private double number(String sql) {
        Double number = jdbc.queryForObject(sql, Double.class);
        return number == null ? 0 : number;
    }
}

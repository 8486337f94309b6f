package io.omni.query.run;

import io.omni.events.run.RunKind;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Which runs have not ended, as far as the read models know. */
@Service
public class OpenRuns {
    private static final String PIPELINES = "SELECT pipeline_id FROM pipeline_view"
            + " WHERE status IN ('running', 'cancelling', 'paused') AND position <= ? AND pipeline_id > ?"
            + " ORDER BY pipeline_id LIMIT ?";
    private static final String EXECUTIONS = "SELECT execution_id FROM execution_view"
            + " WHERE completed_at IS NULL AND position <= ? AND execution_id > ? ORDER BY execution_id LIMIT ?";
    private static final String RESTARTS = "SELECT service FROM service_deployment_view"
            + " WHERE position <= ? AND service > ? AND state::jsonb #>> '{restart,restart_id}' IS NOT NULL"
            + " AND state::jsonb #>> '{restart,ended_at}' IS NULL ORDER BY service LIMIT ?";
    /** There are few of these, and they have no view of their own; an open one is among the newest hundred. */
    private static final String BY_EVENTS = "SELECT begun.subject FROM (SELECT subject, sequence FROM event_log_view"
            + " WHERE type = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 100) begun WHERE begun.subject > ?"
            + " AND NOT EXISTS (SELECT 1 FROM event_log_view ended WHERE ended.type = ANY (?)"
            + " AND ended.sequence > begun.sequence AND ended.subject = begun.subject)"
            + " ORDER BY begun.subject LIMIT ?";

    private final JdbcTemplate jdbc;

    OpenRuns(@Qualifier("processingDataSource") DataSource processing) {
        this.jdbc = new JdbcTemplate(processing);
    }

    /**
     * Runs that have not ended, in the order of their ids; of restarts the services' names. Schedules and content jobs are known by
     * the command side.
     *
     * @param kind what kind of runs
     * @param position only those to which nothing has happened after this position; of refreshes and rolling restarts those that
     *     began before it
     * @param after the last one of the page before; empty for the first page
     * @param limit how many at most
     */
    public List<String> of(RunKind kind, long position, String after, int limit) {
        return switch (kind) {
            case PIPELINE -> jdbc.queryForList(PIPELINES, String.class, position, after, limit);
            case EXECUTION -> jdbc.queryForList(EXECUTIONS, String.class, position, after, limit);
            case RESTART -> jdbc.queryForList(RESTARTS, String.class, position, after, limit);
            case REFRESH ->
                byEvents("knowledge.refresh.started", List.of("knowledge.refreshed"), position, after, limit);
            case ROLLING_RESTART ->
                byEvents(
                        "service.rolling_restart.started",
                        List.of("service.rolling_restart.completed", "service.rolling_restart.failed"),
                        position,
                        after,
                        limit);
            case SCHEDULE, SCRAPE, ANALYSIS, EDIT, UPLOAD -> List.of();
        };
    }

    private List<String> byEvents(String begins, List<String> ends, long position, String after, int limit) {
        return jdbc.queryForList(BY_EVENTS, String.class, begins, position, after, ends.toArray(String[]::new), limit);
    }
}

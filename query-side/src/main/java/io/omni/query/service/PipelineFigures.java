package io.omni.query.service;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts pipelines for the dashboard. */
@Component
class PipelineFigures {
    private static final String COUNT =
            "SELECT (SELECT count(*) FROM pipeline_view WHERE status IN ('running', 'cancelling')),"
                    + " (SELECT count(*) FROM pipeline_view WHERE status = 'failed' AND completed_at > ?)";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    PipelineFigures(DataSource dataSource, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /** The counts at this moment. */
    PipelineCounts now() {
        PipelineCounts counts = jdbc.queryForObject(
                COUNT,
                (row, _) -> new PipelineCounts(row.getLong(1), row.getLong(2)),
                clock.instant().minus(Duration.ofHours(24)).atOffset(ZoneOffset.UTC));
        return counts == null ? new PipelineCounts(0, 0) : counts;
    }
}

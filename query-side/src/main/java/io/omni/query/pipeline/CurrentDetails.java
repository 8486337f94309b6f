package io.omni.query.pipeline;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one pipeline as it stands, with its stages' last log lines. This is the read that everybody waits for, so it asks for both in
 * one round trip and goes past JPA, which took most of its time.
 */
@Component
class CurrentDetails {
    private static final String STATE = "SELECT state FROM pipeline_view WHERE pipeline_id = ?";
    private static final String TAILS =
            "SELECT l.stage, l.iteration, l.attempt, l.logged_at, l.level, l.message, l.percent"
                    + " FROM unnest(?::text[]) AS s(stage)"
                    + " CROSS JOIN LATERAL (SELECT pipeline_id, stage, iteration, attempt FROM stage_log"
                    + "  WHERE pipeline_id = ? AND stage = s.stage ORDER BY iteration DESC, attempt DESC LIMIT 1) AS n"
                    + " CROSS JOIN LATERAL (SELECT * FROM stage_log WHERE pipeline_id = n.pipeline_id AND stage = n.stage"
                    + "  AND iteration = n.iteration AND attempt = n.attempt ORDER BY line DESC LIMIT "
                    + PipelineLogs.TAIL
                    + ") AS l ORDER BY l.stage, l.line";
    private static final Object[] STAGES =
            Arrays.stream(Stage.values()).map(Stage::wireName).toArray();

    private final JdbcTemplate jdbc;
    private final PipelineLogs logs;
    private final JsonMapper mapper;

    CurrentDetails(DataSource dataSource, PipelineLogs logs, @Qualifier("eventMapper") JsonMapper mapper) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.logs = logs;
        this.mapper = mapper;
    }

    /** The pipeline; empty while the read model doesn't have it. */
    Optional<PipelineDetail> read(PipelineId id) {
        return jdbc.execute(STATE + ";" + TAILS, (PreparedStatement statement) -> read(id, statement))
                .map(this::detail);
    }

    private Optional<Found> read(PipelineId id, PreparedStatement statement) throws SQLException {
        statement.setString(1, id.value());
        statement.setArray(2, statement.getConnection().createArrayOf("text", STAGES));
        statement.setString(3, id.value());
        statement.execute();
        String state;
        try (ResultSet rows = statement.getResultSet()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            state = rows.getString(1);
        }
        statement.getMoreResults();
        Map<Stage, List<LogLine>> lines = new EnumMap<>(Stage.class);
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                LogLine line = line(rows);
                lines.computeIfAbsent(Stage.of(line.stage()), _ -> new ArrayList<>())
                        .add(line);
            }
        }
        return Optional.of(new Found(state, lines));
    }

    private PipelineDetail detail(Found found) {
        PipelineState state = mapper.readValue(found.state, PipelineState.class);
        Stage running = state.runningStage();
        boolean progressMayLieBeforeTheTail =
                running != null && found.lines.getOrDefault(running, List.of()).size() == PipelineLogs.TAIL;
        return new PipelineDetail(
                state,
                progressMayLieBeforeTheTail
                        ? logs.tails(state, PipelineLogs.NO_LIMIT)
                        : PipelineLogs.outputs(state, found.lines));
    }

    private static LogLine line(ResultSet row) throws SQLException {
        int number = row.getInt(7);
        Integer percent = row.wasNull() ? null : number;
        return new LogLine(
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                row.getString(5).toLowerCase(Locale.ROOT),
                row.getString(6),
                percent);
    }

    private record Found(String state, Map<Stage, List<LogLine>> lines) {}
}

package io.omni.query.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.events.pipeline.PipelineState;
import io.omni.query.Counts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads pages of pipelines. A page asks for ids and versions only; what a list shows of a pipeline follows from those two, so it is
 * read and parsed once and then kept. What is kept can't be out of date: another version has another key, and so has another table.
 */
@Component
class CurrentPages {
    private static final int KEPT = 2_000;
    private static final String KEYS = "SELECT pipeline_id, version, created_at, tableoid::bigint FROM pipeline_view"
            + " WHERE created_at >= ? AND (created_at, pipeline_id) < (?, ?)%s"
            + " ORDER BY created_at DESC, pipeline_id DESC LIMIT ?";
    private static final String COUNT = "SELECT count(*) FROM pipeline_view WHERE created_at >= ?%s";
    private static final String WITH_STATUS = " AND status = ?";
    private static final String MARK =
            "SELECT coalesce(max(tableoid::bigint), 0), coalesce(sum(moved), 0) FROM pipeline_mark";
    private static final String OVERVIEWS =
            "SELECT pipeline_id, overview, tableoid::bigint FROM pipeline_view WHERE pipeline_id = ANY (?)";

    private final JdbcTemplate jdbc;
    private final JsonMapper mapper;
    private final Cache<Key, PipelineState> kept =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    CurrentPages(DataSource dataSource, @Qualifier("eventMapper") JsonMapper mapper) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.mapper = mapper;
    }

    /** How far the read model has come. */
    PipelineMark mark() {
        return jdbc.query(MARK, row -> {
            row.next();
            return new PipelineMark(row.getLong(1), row.getLong(2));
        });
    }

    /** The keys of the newest pipelines accepted at or after {@code since} and beneath the key {@code (at, id)}. */
    List<Listed> keys(@Nullable String status, Instant since, Instant at, String id, int count) {
        List<Object> arguments =
                new ArrayList<>(List.of(since.atOffset(ZoneOffset.UTC), at.atOffset(ZoneOffset.UTC), id));
        if (status != null) {
            arguments.add(status);
        }
        arguments.add(count);
        return jdbc.query(
                KEYS.formatted(status == null ? "" : WITH_STATUS),
                (row, _) -> new Listed(
                        new Key(row.getString(1), row.getLong(2), row.getLong(4)),
                        row.getTimestamp(3).toInstant()),
                arguments.toArray());
    }

    /** How many pipelines were accepted at or after {@code since}. */
    long count(@Nullable String status, Instant since) {
        List<Object> arguments = new ArrayList<>(List.of(since.atOffset(ZoneOffset.UTC)));
        if (status != null) {
            arguments.add(status);
        }
        String sql = COUNT.formatted(status == null ? "" : WITH_STATUS);
        return Counts.of(jdbc, sql, arguments.toArray());
    }

    /** What a list shows of these pipelines, in their order; one that has changed meanwhile is shown as it is now. */
    List<PipelineState> shown(List<Listed> page) {
        Map<Key, PipelineState> known =
                kept.getAllPresent(page.stream().map(Listed::key).toList());
        List<String> missing = page.stream()
                .map(Listed::key)
                .filter(key -> !known.containsKey(key))
                .map(Key::pipelineId)
                .toList();
        Map<String, PipelineState> read = missing.isEmpty() ? Map.of() : read(missing);
        return page.stream()
                .map(listed -> {
                    PipelineState state = known.get(listed.key());
                    return state == null ? read.get(listed.key().pipelineId()) : state;
                })
                .filter(Objects::nonNull)
                .toList();
    }

    private Map<String, PipelineState> read(List<String> ids) {
        Map<String, PipelineState> states = HashMap.newHashMap(ids.size());
        jdbc.query(
                OVERVIEWS,
                row -> {
                    PipelineState state = mapper.readValue(row.getString(2), PipelineState.class);
                    states.put(row.getString(1), state);
                    kept.put(new Key(row.getString(1), state.version(), row.getLong(3)), state);
                },
                (Object) ids.toArray(String[]::new));
        return states;
    }

    /**
     * A pipeline in a version.
     *
     * @param table which table holds it: a replay puts another one in its place, whose rows may say something else of the same version
     */
    record Key(String pipelineId, long version, long table) {}

    /**
     * A pipeline's place in a list.
     *
     * @param key which pipeline, in which version
     * @param createdAt when it was accepted, as precise as the database sorts it
     */
    record Listed(Key key, Instant createdAt) {}
}

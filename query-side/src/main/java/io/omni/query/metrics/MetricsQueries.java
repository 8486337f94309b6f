package io.omni.query.metrics;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.DataFormatException;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Adds up what all nodes counted since a point in time. Percentiles come from the merged digests, never from other percentiles. */
@Service
public class MetricsQueries {
    private static final int DIGITS = 2;
    private static final double MICROS = 1_000;

    private final JdbcTemplate jdbc;

    MetricsQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * What was counted of a kind.
     *
     * @param kind the kind
     * @param name which one of it; null for all
     * @param from the first minute that counts
     */
    public Totals totals(String kind, @Nullable String name, Instant from) {
        Sum sum = new Sum();
        Object[] arguments = name == null ? new Object[] {kind, at(from)} : new Object[] {kind, at(from), name};
        jdbc.query(
                "SELECT count, errors, micros, digest FROM minute_metric WHERE kind = ? AND minute >= ?"
                        + (name == null ? "" : " AND name = ?"),
                row -> {
                    sum.add(row.getLong(1), row.getLong(2), row.getLong(3), row.getBytes(4));
                },
                arguments);
        return sum.totals();
    }

    /** What the models took. */
    public List<ModelTokens> tokens(Instant from) {
        return jdbc.query(
                "SELECT model, sum(prompt_tokens)::bigint, sum(completion_tokens)::bigint FROM llm_usage_minute"
                        + " WHERE minute >= ? GROUP BY model ORDER BY model",
                (row, _) -> new ModelTokens(row.getString(1), row.getLong(2), row.getLong(3)),
                at(from));
    }

    /** What became of the pipelines that were accepted, or ended, since then. */
    public PipelineCounts pipelines(Instant from) {
        return jdbc.query(
                        "SELECT count(*) FILTER (WHERE created_at >= ?),"
                                + " count(*) FILTER (WHERE status = 'completed' AND completed_at >= ?),"
                                + " count(*) FILTER (WHERE status = 'failed' AND completed_at >= ?) FROM pipeline_view",
                        (row, _) -> new PipelineCounts(row.getLong(1), row.getLong(2), row.getLong(3)),
                        at(from),
                        at(from),
                        at(from))
                .getFirst();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static final class Sum {
        private final Histogram digest = new Histogram(DIGITS);
        private long count;
        private long errors;
        private long micros;

        void add(long moreCount, long moreErrors, long moreMicros, byte[] encoded) {
            count += moreCount;
            errors += moreErrors;
            micros += moreMicros;
            try {
                digest.setAutoResize(true);
                digest.add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0));
            } catch (DataFormatException e) {
                throw new IllegalStateException("a digest of a minute can't be read", e);
            }
        }

        Totals totals() {
            return count == 0
                    ? new Totals(0, errors, null, null, null)
                    : new Totals(
                            count,
                            errors,
                            micros / MICROS / count,
                            digest.getValueAtPercentile(50) / MICROS,
                            digest.getValueAtPercentile(99) / MICROS);
        }
    }
}

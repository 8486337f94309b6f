package io.omni.api.edge.limits;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.omni.api.settings.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The buckets that all nodes draw from, in the table {@code rate_limit}. A bucket is filled at once when its window ends, not drop by
 * drop: of ten a minute the eleventh waits for the minute's end. Its window begins with the first request after it was full, because
 * the row of a full bucket is taken away.
 */
final class SharedBuckets {
    private static final String DROP_FULL = "DELETE FROM rate_limit WHERE id = ? AND expires_at <= ?";
    private static final String DROP_ALL_FULL = "DELETE FROM rate_limit WHERE expires_at <= ?";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ProxyManager<String> buckets;
    private final JdbcTemplate jdbc;
    private final Clock clock;

    SharedBuckets(DataSource dataSource, Clock clock) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("rate_limit")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ZERO))
                .requestTimeout(PATIENCE)
                .build();
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /**
     * Takes tokens for this node to count out.
     *
     * @param id whose they are, and of what
     * @param wanted how many at most
     */
    Batch take(String id, RateLimit limit, long wanted) {
        String row = id + "|" + limit.count() + "/" + limit.period().toSeconds();
        jdbc.update(DROP_FULL, row, clock.millis());
        VerboseResult<Long> taken =
                buckets.getProxy(row, () -> configuration(limit)).asVerbose().tryConsumeAsMuchAsPossible(wanted);
        Duration untilFull = Duration.ofNanos(taken.getDiagnostics().calculateFullRefillingTime());
        return new Batch(
                taken.getValue(),
                taken.getDiagnostics().getAvailableTokens(),
                clock.instant().plus(untilFull));
    }

    /** Takes away the rows of callers who don't come any more. */
    void sweep() {
        jdbc.update(DROP_ALL_FULL, clock.millis());
    }

    private static BucketConfiguration configuration(RateLimit limit) {
        return BucketConfiguration.builder()
                .addLimit(
                        bandwidth -> bandwidth.capacity(limit.count()).refillIntervally(limit.count(), limit.period()))
                .build();
    }

    /**
     * What was taken.
     *
     * @param tokens how many this node got
     * @param left how many are left for everybody
     * @param end when the window ends
     */
    record Batch(long tokens, long left, Instant end) {}
}

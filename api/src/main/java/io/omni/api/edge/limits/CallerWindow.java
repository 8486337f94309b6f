package io.omni.api.edge.limits;

import io.omni.api.settings.RateLimit;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of one caller's window in one category. Small limits are counted one by one in the database; of large ones this
 * node takes a tenth at a time and counts that out by itself, so that most requests cost no query. What another node holds unspent is
 * at most one such part.
 */
final class CallerWindow {
    private static final long COUNTED_ONE_BY_ONE = 20;
    private static final long PARTS = 10;
    private static final long LARGEST_PART = 10_000;

    private final SharedBuckets shared;
    private final String id;
    private final RateLimit limit;
    private final Clock clock;
    private long inHand;
    private long left;
    private Instant end = Instant.MIN;
    private @Nullable RuntimeException failure;
    private long failedAt;

    CallerWindow(SharedBuckets shared, String id, RateLimit limit, Clock clock) {
        this.shared = shared;
        this.id = id;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Counts one request. While the database is away, whoever waited for somebody else's question gets that one's answer: otherwise a
     * caller's requests would wait in a row, each as long as a database may take.
     */
    Grant pass() {
        return pass(System.nanoTime());
    }

    private synchronized Grant pass(long askedAt) {
        RuntimeException meanwhile = failure;
        if (meanwhile != null && failedAt - askedAt > 0) {
            throw meanwhile;
        }
        try {
            return counted();
        } catch (RuntimeException e) {
            failure = e;
            failedAt = System.nanoTime();
            throw e;
        }
    }

    private Grant counted() {
        boolean open = clock.instant().isBefore(end);
        if (!open) {
            inHand = 0;
        }
        // Nothing is given back within a window, so an empty one stays empty until its end: refusals cost no query.
        boolean spent = open && left == 0;
        if (inHand == 0 && !spent) {
            SharedBuckets.Batch batch = shared.take(id, limit, part());
            inHand = batch.tokens();
            left = batch.left();
            end = batch.end();
        }
        if (inHand == 0) {
            return new Grant(false, limit.count(), 0, end);
        }
        inHand--;
        return new Grant(true, limit.count(), left + inHand, end);
    }

    private long part() {
        return limit.count() <= COUNTED_ONE_BY_ONE ? 1 : Math.clamp(limit.count() / PARTS, 1, LARGEST_PART);
    }
}

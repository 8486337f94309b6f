package io.omni.api.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Leaky buckets: every request that is turned away is a drop in its sender's bucket, which leaks one drop in a fixed time. How long
 * it takes to run dry is how long the sender should wait, so that whoever insists is sent away for longer, up to a bound.
 */
final class LeakyBuckets {
    /** The longest that anybody is told to wait. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int MOST = 10_000;

    private final Duration leak;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(LONGEST).build();

    /**
     * Empty buckets.
     *
     * @param leak in what time one drop leaks out
     */
    LeakyBuckets(Duration leak, TimeMeter time) {
        this.leak = leak;
        this.time = time;
    }

    /** Lets a drop fall into a bucket, and says how long it takes to run dry. */
    Duration drop(String id) {
        Bucket bucket = buckets.get(id, _ -> empty());
        // A full bucket takes no more drops; nobody waits for longer.
        long untilFree = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        if (Duration.ofNanos(untilFree).plus(leak).compareTo(LONGEST) >= 0) {
            return LONGEST;
        }
        return Duration.ofNanos(bucket.consumeIgnoringRateLimits(1)).plus(leak);
    }

    /** Bucket4j counts the room that is left; owing it drops is what lies in ours. */
    private Bucket empty() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(1).refillGreedy(1, leak))
                .withCustomTimePrecision(time)
                .build();
    }
}

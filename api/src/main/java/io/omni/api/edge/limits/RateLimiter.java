package io.omni.api.edge.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.api.edge.RateCategory;
import io.omni.api.settings.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Counts each caller's requests by category. */
final class RateLimiter {
    private static final int MOST_WINDOWS = 50_000;
    private static final Duration LONGEST_WINDOW = Duration.ofHours(2);

    private final RateLimits limits;
    private final SharedBuckets shared;
    private final Clock clock;
    private final Cache<String, CallerWindow> windows = Caffeine.newBuilder()
            .maximumSize(MOST_WINDOWS)
            .expireAfterAccess(LONGEST_WINDOW)
            .build();

    RateLimiter(RateLimits limits, SharedBuckets shared, Clock clock) {
        this.limits = limits;
        this.shared = shared;
        this.clock = clock;
    }

    /** Counts a request; empty when nothing limits it. */
    Optional<Grant> pass(String actor, RateCategory category) {
        RateLimit limit = limits.of(category);
        if (limit.isNone()) {
            return Optional.empty();
        }
        String id = actor + "|" + category.wireName();
        return Optional.of(
                windows.get(id, _ -> new CallerWindow(shared, id, limit, clock)).pass());
    }
}

package io.omni.api.edge.limits;

import io.omni.api.edge.RateCategory;
import io.omni.api.settings.InvalidSetting;
import io.omni.api.settings.RateLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The limit of each category: the reference's, unless the operator has said otherwise. */
final class RateLimits {
    private static final Map<RateCategory, RateLimit> REFERENCE = Map.of(
            RateCategory.PIPELINE_EXECUTION, RateLimit.perMinute(10),
            RateCategory.SERVICE_RESTART, RateLimit.perMinute(5),
            RateCategory.KNOWLEDGE_REFRESH, RateLimit.perMinute(2),
            RateCategory.READ, RateLimit.perMinute(100),
            RateCategory.WEBHOOK_REGISTRATION, new RateLimit(20, Duration.ofHours(1)),
            RateCategory.DASHBOARD, RateLimit.perMinute(600));

    private final Map<RateCategory, RateLimit> limits = new EnumMap<>(RateCategory.class);

    /**
     * Puts the operator's limits over the reference's.
     *
     * @param chosen by category; null: nothing is limited
     * @throws InvalidSetting when there is no such category
     */
    RateLimits(@Nullable Map<String, RateLimit> chosen) {
        if (chosen != null) {
            limits.putAll(REFERENCE);
            chosen.forEach((name, limit) -> limits.put(category(name), limit));
        }
    }

    /** The limit of a category. */
    RateLimit of(RateCategory category) {
        return limits.getOrDefault(category, RateLimit.NONE);
    }

    private static RateCategory category(String name) {
        return Arrays.stream(RateCategory.values())
                .filter(category ->
                        category != RateCategory.NONE && category.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(
                        "OMNI_RATE_LIMITS",
                        "must name categories among "
                                + Arrays.stream(RateCategory.values())
                                        .filter(category -> category != RateCategory.NONE)
                                        .map(RateCategory::wireName)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}

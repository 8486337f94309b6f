package io.omni.api.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.events.content.JobKind;
import io.omni.query.content.ContentQueries;
import io.omni.query.content.QueueCount;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Counts the queues in the read model, at most ten times a second. */
@Component
final class CountedQueues implements WorkQueues {
    private static final Duration KEPT = Duration.ofMillis(100);
    private static final String ALL = "all";
    private static final int THRESHOLD = 1_000;

    private final ContentQueries queries;
    private final Cache<String, Map<JobKind, QueueCount>> counts =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(1).build();

    CountedQueues(ContentQueries queries) {
        this.queries = queries;
    }

    @Override
    public Queue of(JobKind kind) {
        QueueCount count = counts.get(ALL, _ -> queries.queues()).getOrDefault(kind, QueueCount.EMPTY);
        return new Queue(count.waiting(), count.running(), THRESHOLD);
    }
}

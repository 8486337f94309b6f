package io.omni.api.content;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.command.content.work.ContentQueues;
import io.omni.events.content.JobKind;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How full the workers' queues are; counted at most ten times a second. */
@Component
final class WorkQueues {
    private static final Duration KEPT = Duration.ofMillis(100);

    private final ContentQueues queues;
    private final Cache<JobKind, ContentQueues.Depth> depths =
            Caffeine.newBuilder().expireAfterWrite(KEPT).build();

    WorkQueues(ContentQueues queues) {
        this.queues = queues;
    }

    /** The queue of a kind of jobs, as it was a moment ago. */
    ContentQueues.Depth of(JobKind kind) {
        return depths.get(kind, queues::depth);
    }
}

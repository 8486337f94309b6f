package io.omni.api.content;

import io.github.bucket4j.TimeMeter;
import io.omni.api.edge.ApiError;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.ErrorDetail;
import io.omni.command.content.work.ContentQueues;
import io.omni.events.content.JobKind;
import io.omni.events.content.ProjectId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Turns requests away that would feed a queue which is past its threshold, and says when to come again. */
@Component
final class BackPressure {
    private static final Duration LEAK = Duration.ofSeconds(5);

    private final WorkQueues queues;
    private final LeakyBuckets buckets = new LeakyBuckets(LEAK, TimeMeter.SYSTEM_NANOTIME);

    BackPressure(WorkQueues queues) {
        this.queues = queues;
    }

    /**
     * Lets a request through that feeds a queue.
     *
     * @throws ApiError {@code RATE_LIMITED} when the queue is too long already
     */
    void admit(JobKind kind, ProjectId project, Caller caller) {
        ContentQueues.Depth queue = queues.of(kind);
        if (queue.isSaturated()) {
            long seconds = buckets.drop(project + "|" + caller.actor() + "|" + kind)
                    .plusMillis(999)
                    .toSeconds();
            String name = kind.name().toLowerCase(Locale.ROOT);
            throw new ApiError(
                    ErrorCode.RATE_LIMITED,
                    "The " + name + " queue is full; try again in " + seconds + " s.",
                    List.of(new ErrorDetail("queue", name + ": " + queue.waiting() + " jobs wait")),
                    Map.of("Retry-After", Long.toString(seconds)));
        }
    }
}

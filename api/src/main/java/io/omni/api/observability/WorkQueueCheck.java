package io.omni.api.observability;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether the work queue moves: nothing has been due for long without being taken up. */
@Component
@Order(4)
class WorkQueueCheck implements ReadinessCheck {
    private static final double TOO_LONG_SECONDS = 300;

    private final WorkQueue queue;

    WorkQueueCheck(WorkQueue queue) {
        this.queue = queue;
    }

    @Override
    public String name() {
        return "work_queue";
    }

    @Override
    public Result check() {
        double waiting = queue.oldestDueSeconds();
        return waiting <= TOO_LONG_SECONDS
                ? Result.ok()
                : Result.failed("the oldest task has been due for " + Math.round(waiting) + " seconds");
    }
}

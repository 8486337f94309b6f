package io.omni.command.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.Set;
import java.util.stream.Collectors;

/** What this node works on. */
public final class AtWork {
    private AtWork() {}

    /** The tasks that a scheduler of this node works on at this moment, also those whose rows are gone. */
    public static Set<TaskKey> of(Scheduler scheduler) {
        return scheduler.getCurrentlyExecuting().stream()
                .map(executing -> new TaskKey(
                        executing.getTaskInstance().getTaskName(),
                        executing.getTaskInstance().getId()))
                .collect(Collectors.toSet());
    }
}

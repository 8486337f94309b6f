package io.omni.command.work;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.util.List;

/**
 * Kinds of work that a context adds to the queue of waiting work ({@code workflow_tasks}).
 *
 * @param tasks done when they are due
 * @param recurring done again and again, by one node of the cluster at a time
 */
public record ScheduledWork(List<Task<?>> tasks, List<RecurringTask<Void>> recurring) {}

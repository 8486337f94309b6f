package io.omni.command.service.deployment;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.omni.command.eventstore.NodeId;
import io.omni.command.work.AtWork;
import io.omni.command.work.JsonTasks;
import io.omni.command.work.TaskKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives restarts to this node's threads: db-scheduler on a table of its own. What this node held when it was killed is taken up again at
 * the start; what another node held, when its heartbeats are missed.
 */
final class RestartScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(RestartScheduler.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration ROLLING_LOOK = Duration.ofMillis(500);
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private final RestartQueue queue;
    private final RestartSettings settings;
    private final String node;

    RestartScheduler(
            DataSource processing,
            JsonMapper json,
            RestartQueue queue,
            RestartWorker restarts,
            RollingWorker rollingRestarts,
            RestartSettings settings,
            NodeId node) {
        this.queue = queue;
        this.settings = settings;
        this.node = node.value();
        this.scheduler = Scheduler.create(processing, tasks(restarts, rollingRestarts, settings))
                .tableName(RestartQueue.TABLE)
                .schedulerName(new SchedulerName.Fixed(this.node))
                .serializer(new JsonTasks(json))
                .threads(Math.max(1, settings.threads()))
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(SHUTDOWN_WAIT)
                .build();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.threads() == 0) {
            return;
        }
        int held = queue.release(node);
        if (held > 0) {
            LOG.info("{} restarts were under way when this node went down; they go on", held);
        }
        scheduler.start();
        queue.listen(scheduler::triggerCheckForDueExecutions);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        queue.listen(() -> {});
        scheduler.stop();
    }

    /** What this node works on. */
    Set<TaskKey> atWork() {
        return AtWork.of(scheduler);
    }

    private static List<Task<?>> tasks(
            RestartWorker restarts, RollingWorker rollingRestarts, RestartSettings settings) {
        Task<RestartTask> restart = Tasks.custom(RestartTask.NAME, RestartTask.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(settings.tryAgainAfter()))
                .onDeadExecutionRevive()
                .execute((instance, _) -> over(go(restarts, instance.getData()), settings.tryAgainAfter()));
        Task<RollingTask> rolling = Tasks.custom(RollingTask.NAME, RollingTask.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(settings.tryAgainAfter()))
                .onDeadExecutionRevive()
                .execute((instance, _) -> over(rollingRestarts.work(instance.getData()), ROLLING_LOOK));
        return List.of(restart, rolling);
    }

    private static boolean go(RestartWorker restarts, RestartTask task) {
        try {
            return restarts.work(task);
        } catch (InterruptedException e) {
            // The node stops. Another one takes it up, or this one after its next start.
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <T> CompletionHandler<T> over(boolean isOver, Duration otherwiseAgainIn) {
        return isOver
                ? new CompletionHandler.OnCompleteRemove<>()
                : new CompletionHandler.OnCompleteReschedule<>(Schedules.fixedDelay(otherwiseAgainIn));
    }
}

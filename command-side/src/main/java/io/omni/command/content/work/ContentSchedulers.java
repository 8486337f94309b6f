package io.omni.command.content.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.omni.command.eventstore.NodeId;
import io.omni.command.work.AtWork;
import io.omni.command.work.JsonTasks;
import io.omni.command.work.TaskKey;
import io.omni.events.content.JobKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The schedulers of the content pipeline: one a queue, so that each has its own number of jobs at a time. */
@Component
class ContentSchedulers {
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(3);
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(10);
    private static final int CHORES_AT_ONCE = 4;

    private final Map<String, Scheduler> schedulers = new LinkedHashMap<>();

    ContentSchedulers(
            @Qualifier("processingDataSource") DataSource processing,
            @Qualifier("eventMapper") JsonMapper json,
            JobEngine engine,
            Chores chores,
            ContentSettings settings,
            Clock clock,
            NodeId node) {
        for (JobKind kind : ContentQueues.worked()) {
            if (settings.atOnce(kind) > 0) {
                String table = ContentQueues.table(kind);
                schedulers.put(
                        table, scheduler(processing, json, node, table, settings.atOnce(kind), List.of(job(engine))));
            }
        }
        List<Task<?>> tasks = List.of(
                chore(Chore.SCRAPE, chores::scrape),
                chore(Chore.EDIT, chores::edit),
                chore(Chore.UPLOAD, chores::upload),
                chore(Chore.PLACE, chores::place),
                chore(Chore.FINISH, chores::finish),
                chore(Chore.CONFIRM, chores::confirm),
                chore(Chore.CANCEL, chores::cancel),
                expiry(chores, clock));
        schedulers.put(
                ContentQueues.CHORES, scheduler(processing, json, node, ContentQueues.CHORES, CHORES_AT_ONCE, tasks));
    }

    void start(ContentQueues queues) {
        schedulers.forEach((table, scheduler) -> {
            scheduler.start();
            queues.listen(table, scheduler::triggerCheckForDueExecutions);
        });
    }

    void stop(ContentQueues queues) {
        schedulers.keySet().forEach(table -> queues.listen(table, () -> {}));
        List<Thread> stopping = schedulers.values().stream()
                .map(scheduler -> Thread.ofVirtual().start(scheduler::stop))
                .toList();
        for (Thread one : stopping) {
            try {
                one.join(SHUTDOWN_WAIT.plus(SHUTDOWN_WAIT));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** The tasks of a queue that this node works on. */
    Set<TaskKey> atWork(JobKind kind) {
        Scheduler scheduler = schedulers.get(ContentQueues.table(kind));
        return scheduler == null ? Set.of() : AtWork.of(scheduler);
    }

    private static Scheduler scheduler(
            DataSource processing, JsonMapper json, NodeId node, String table, int threads, List<Task<?>> tasks) {
        return Scheduler.create(processing, tasks)
                .tableName(table)
                .schedulerName(new SchedulerName.Fixed(node.value()))
                .serializer(new JsonTasks(json))
                .threads(threads)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(table + "-", 0).factory()))
                .enablePriority()
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(SHUTDOWN_WAIT)
                .build();
    }

    private static Task<JobWork> job(JobEngine engine) {
        return Tasks.custom(JobWork.NAME, JobWork.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
                .onDeadExecution((dead, operations) -> {
                    String node = dead.getExecution().pickedBy;
                    engine.lost((JobWork) dead.getExecution().taskInstance.getData(), node == null ? "unknown" : node);
                    operations.stop();
                })
                .execute((instance, _) -> engine.work(instance.getData())
                        .map(ContentSchedulers::<JobWork>again)
                        .orElseGet(CompletionHandler.OnCompleteRemove::new));
    }

    private static Task<Chore> chore(String name, Consumer<Chore> work) {
        return Tasks.oneTime(name, Chore.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
                .onDeadExecutionRevive()
                .execute((instance, _) -> work.accept(instance.getData()));
    }

    private static Task<Chore> expiry(Chores chores, Clock clock) {
        return Tasks.custom(Chore.EXPIRE, Chore.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
                .onDeadExecutionRevive()
                .execute((instance, _) -> chores.expire(instance.getData())
                        ? again(clock.instant().plus(Duration.ofHours(1)))
                        : new CompletionHandler.OnCompleteRemove<>());
    }

    private static <T> CompletionHandler<T> again(Instant at) {
        return (complete, operations) -> operations.reschedule(complete, at);
    }
}

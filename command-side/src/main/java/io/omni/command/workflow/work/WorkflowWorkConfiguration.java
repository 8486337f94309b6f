package io.omni.command.workflow.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.omni.command.eventstore.NodeId;
import io.omni.command.work.JsonTasks;
import io.omni.command.work.ScheduledWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the work queue of workflows: db-scheduler on a table of its own, with virtual threads, since steps mostly wait. */
@Configuration(proxyBeanMethods = false)
class WorkflowWorkConfiguration {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(10);

    @Bean(defaultCandidate = false)
    @Qualifier("workflowScheduler")
    Scheduler workflowScheduler(
            @Qualifier("processingDataSource") DataSource processing,
            StepWorker steps,
            StartWorker starts,
            @Qualifier("eventMapper") JsonMapper json,
            NodeId node,
            List<ScheduledWork> others,
            WorkflowWorkSettings settings) {
        int threads = Math.max(1, settings.stepsAtOnce());
        List<Task<?>> tasks = new ArrayList<>(List.of(
                steps(steps),
                task(AdmitTask.NAME, AdmitTask.class, starts::admit),
                task(StartTask.NAME, StartTask.class, starts::start),
                task(FiringTask.NAME, FiringTask.class, starts::fire)));
        List<RecurringTask<Void>> recurring = new ArrayList<>();
        for (ScheduledWork other : others) {
            tasks.addAll(other.tasks());
            recurring.addAll(other.recurring());
        }
        return Scheduler.create(processing, tasks)
                .startTasks(recurring)
                .tableName("workflow_tasks")
                .schedulerName(new SchedulerName.Fixed(node.value()))
                .serializer(new JsonTasks(json))
                .threads(threads)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("workflow-", 0).factory()))
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(SHUTDOWN_WAIT)
                .build();
    }

    /** One segment: a workflow listens from the event on that created it, in the order of all events. */
    @Bean
    ConfigurerModule workflowTriggersProcessor() {
        return configurer -> configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessorConfiguration(
                        WhenEventHappensTriggerWorkflows.PROCESSOR, (_, processor) -> processor.initialSegmentCount(1));
    }

    private static OneTimeTask<StepTask> steps(StepWorker worker) {
        return Tasks.oneTime(StepTask.NAME, StepTask.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
                .onDeadExecution(reportLost(worker))
                .execute((instance, _) -> worker.work(instance.getData()));
    }

    /** A task that comes to the same when it is done again. */
    private static <T> OneTimeTask<T> task(String name, Class<T> type, Consumer<T> work) {
        return Tasks.oneTime(name, type)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
                .onDeadExecutionRevive()
                .execute((instance, _) -> work.accept(instance.getData()));
    }

    private static DeadExecutionHandler<StepTask> reportLost(StepWorker worker) {
        return (dead, operations) -> {
            StepTask task = (StepTask) dead.getExecution().taskInstance.getData();
            String node = dead.getExecution().pickedBy;
            worker.lost(task, node == null ? "unknown" : node);
            operations.stop();
        };
    }
}

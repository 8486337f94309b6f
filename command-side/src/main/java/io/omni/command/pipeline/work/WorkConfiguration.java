package io.omni.command.pipeline.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.omni.command.eventstore.NodeId;
import io.omni.command.pipeline.PipelineReader;
import io.omni.command.pipeline.artifact.StageLogs;
import io.omni.command.work.AttemptReports;
import io.omni.command.work.JsonTasks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the work queue: db-scheduler on the platform's own database. */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration AFTER_FAILED_REPORT = Duration.ofSeconds(5);
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(15);

    @Bean
    @ConditionalOnMissingBean
    StageExecutors stageExecutors(List<StageExecutor> executors) {
        return new StageExecutors(executors);
    }

    @Bean
    StageWorker stageWorker(
            StageExecutors executors,
            PipelineReader pipelines,
            AttemptReports reports,
            RunningStages running,
            StageLogs logs,
            Clock clock) {
        return new StageWorker(executors, pipelines, reports, running, logs, clock);
    }

    @Bean
    OneTimeTask<StageTask> stageTask(StageWorker worker) {
        return Tasks.oneTime(StageTask.NAME, StageTask.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILED_REPORT))
                .onDeadExecution(reportLost(worker))
                .execute((instance, _) -> worker.work(instance.getData()));
    }

    @Bean
    Scheduler workScheduler(
            @Qualifier("processingDataSource") DataSource processing,
            OneTimeTask<StageTask> stageTask,
            ObjectProvider<RecurringTask<?>> recurring,
            @Qualifier("eventMapper") JsonMapper json,
            NodeId node,
            WorkSettings settings) {
        return Scheduler.create(processing, stageTask)
                // What is done once in a while by one node of the cluster, whichever it is.
                .startTasks(recurring.orderedStream().toList())
                .schedulerName(new SchedulerName.Fixed(node.value()))
                .serializer(new JsonTasks(json))
                .threads(Math.max(1, settings.threads()))
                .pollUsingLockAndFetch(0.5, 1.0)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(SHUTDOWN_WAIT)
                .build();
    }

    private static DeadExecutionHandler<StageTask> reportLost(StageWorker worker) {
        return (dead, operations) -> {
            StageTask task = (StageTask) dead.getExecution().taskInstance.getData();
            String node = dead.getExecution().pickedBy;
            worker.lost(task, node == null ? "unknown" : node);
            operations.stop();
        };
    }
}

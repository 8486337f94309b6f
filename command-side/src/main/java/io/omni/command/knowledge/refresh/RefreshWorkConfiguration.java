package io.omni.command.knowledge.refresh;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.omni.command.work.ScheduledWork;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the queue of waiting work the refreshes, and the look at the sources' freshness from time to time. */
@Configuration(proxyBeanMethods = false)
class RefreshWorkConfiguration {
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    @Bean
    ScheduledWork knowledgeWork(RefreshWorker worker, RefreshSettings settings) {
        return new ScheduledWork(
                List.of(Tasks.oneTime(RefreshTask.NAME, RefreshTask.class)
                        .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
                        .onDeadExecutionRevive()
                        .execute((instance, _) -> worker.run(instance.getData()))),
                List.of(Tasks.recurring("knowledge-freshness", FixedDelay.of(settings.checkInterval()))
                        .execute((_, _) -> watch(worker))));
    }

    private static void watch(RefreshWorker worker) {
        try {
            worker.watch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

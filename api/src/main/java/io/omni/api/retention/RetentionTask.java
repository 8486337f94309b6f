package io.omni.api.retention;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.omni.projection.retention.Retention;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts retention into the work queue: one node of the cluster does it, every hour. */
@Configuration(proxyBeanMethods = false)
class RetentionTask {
    private static final Duration EVERY = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> hourlyRetention(Retention retention) {
        return Tasks.recurring("retention", FixedDelay.of(EVERY)).execute((_, _) -> retention.run());
    }
}

package io.omni.api.retention;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.omni.api.stardust.LedgerArchive;
import io.omni.projection.retention.Retention;
import io.omni.projection.retention.RetentionSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts retention into the work queue: one node of the cluster does it, every hour. */
@Configuration(proxyBeanMethods = false)
class RetentionTask {
    private static final Duration EVERY = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> hourlyRetention(
            Retention retention, LedgerArchive ledger, RetentionSettings settings, Clock clock) {
        return Tasks.recurring("retention", FixedDelay.of(EVERY)).execute((_, _) -> {
            retention.run();
            // What the ledger keeps beside its tree isn't removed but moved to files.
            settings.apiPackets()
                    .map(kept -> clock.instant().atOffset(ZoneOffset.UTC).minus(kept))
                    .ifPresent(before -> ledger.before(before.toInstant()));
        });
    }
}

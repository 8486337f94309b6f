package io.omni.projection.retention;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tables that are kept for some time only. Others declare theirs where they are written. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean
    RetainedTable retainedEventLog() {
        return RetainedTable.byMonth("event_log_view", "occurred_at", RetentionSettings::eventLog);
    }

    @Bean
    RetainedTable retainedStageLogs() {
        return RetainedTable.byRow("stage_log", "logged_at", RetentionSettings::stageLogs);
    }

    @Bean
    RetainedTable retainedWebhookMessages() {
        return RetainedTable.byMonth("webhook_message", "created_at", RetentionSettings::deliveries);
    }

    @Bean
    RetainedTable retainedWebhookDeliveries() {
        return RetainedTable.byMonth("webhook_delivery", "created_at", RetentionSettings::deliveries);
    }

    @Bean
    RetainedTable retainedWebhookAttempts() {
        return RetainedTable.byMonth("webhook_attempt", "created_at", RetentionSettings::deliveries);
    }
}

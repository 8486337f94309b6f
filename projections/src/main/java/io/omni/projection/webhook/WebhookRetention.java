package io.omni.projection.webhook;

import io.omni.projection.retention.RetainedTable;
import io.omni.projection.retention.RetentionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deliveries, their attempts and their messages are kept for the same time, and go by the month of their event. */
@Configuration(proxyBeanMethods = false)
class WebhookRetention {

    @Bean
    RetainedTable retainedMessages() {
        return RetainedTable.byMonth("webhook_message", "created_at", RetentionSettings::deliveries);
    }

    @Bean
    RetainedTable retainedDeliveries() {
        return RetainedTable.byMonth("webhook_delivery", "created_at", RetentionSettings::deliveries);
    }

    @Bean
    RetainedTable retainedAttempts() {
        return RetainedTable.byMonth("webhook_attempt", "created_at", RetentionSettings::deliveries);
    }
}

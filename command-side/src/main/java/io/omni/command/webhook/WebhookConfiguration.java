package io.omni.command.webhook;

import io.omni.command.eventstore.SnapshotType;
import io.omni.events.EventType;
import java.time.Clock;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the aggregate of webhooks and its command handler with Axon. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    SnapshotType webhookSnapshot() {
        return new SnapshotType(new EventType("snapshot.webhook", 1, Webhook.class));
    }

    @Bean
    AggregateFactory<Webhook> webhookFactory() {
        return new GenericAggregateFactory<>(Webhook.class);
    }

    @Bean
    WebhookReader webhookReader(org.axonframework.config.Configuration axon, Cache aggregateCache) {
        return new WebhookReader(axon.repository(Webhook.class), aggregateCache);
    }

    @Bean
    ConfigurerModule webhookAggregate(
            Cache aggregateCache, ObjectProvider<SnapshotTriggerDefinition> snapshotTrigger, Clock clock) {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Webhook.class)
                        .configureCache(_ -> aggregateCache)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .registerCommandHandler(c -> new WebhookCommandHandler(c.repository(Webhook.class), clock));
    }
}

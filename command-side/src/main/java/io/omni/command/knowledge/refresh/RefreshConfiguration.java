package io.omni.command.knowledge.refresh;

import io.omni.command.eventstore.SnapshotType;
import io.omni.events.EventType;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the aggregates of refreshes and their command handler with Axon. */
@Configuration(proxyBeanMethods = false)
class RefreshConfiguration {

    @Bean
    SnapshotType knowledgeLayerSnapshot() {
        return new SnapshotType(new EventType("snapshot.knowledge_layer", 1, KnowledgeLayer.class));
    }

    @Bean
    AggregateFactory<KnowledgeLayer> knowledgeLayerFactory() {
        return new GenericAggregateFactory<>(KnowledgeLayer.class);
    }

    @Bean
    RefreshReader refreshReader(org.axonframework.config.Configuration axon) {
        return new RefreshReader(axon.repository(Refresh.class));
    }

    @Bean
    ConfigurerModule refreshAggregates(ObjectProvider<SnapshotTriggerDefinition> snapshotTrigger) {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Refresh.class))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(KnowledgeLayer.class)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .registerCommandHandler(c ->
                        new RefreshCommandHandler(c.repository(Refresh.class), c.repository(KnowledgeLayer.class)));
    }
}

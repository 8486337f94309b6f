package io.omni.command.service.registry;

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

/** Registers the aggregates of services and their command handler with Axon. */
@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {

    @Bean
    SnapshotType serviceSnapshot() {
        return new SnapshotType(new EventType("snapshot.service", 1, Service.class));
    }

    @Bean
    SnapshotType catalogSnapshot() {
        return new SnapshotType(new EventType("snapshot.catalog", 1, Catalog.class));
    }

    @Bean
    AggregateFactory<Service> serviceFactory() {
        return new GenericAggregateFactory<>(Service.class);
    }

    @Bean
    AggregateFactory<Catalog> catalogFactory() {
        return new GenericAggregateFactory<>(Catalog.class);
    }

    /** Never from the cache: an applied catalogue leaves most services as they are, and what is left as it is takes no event. */
    @Bean
    ConfigurerModule serviceAggregates(ObjectProvider<SnapshotTriggerDefinition> snapshotTrigger) {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Catalog.class)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Service.class)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .registerCommandHandler(
                        c -> new ServiceCommandHandler(c.repository(Catalog.class), c.repository(Service.class)));
    }
}

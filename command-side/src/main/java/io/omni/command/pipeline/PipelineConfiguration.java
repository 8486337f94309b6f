package io.omni.command.pipeline;

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

/** Registers the aggregates of pipelines and their command handler with Axon. */
@Configuration(proxyBeanMethods = false)
class PipelineConfiguration {

    @Bean
    SnapshotType pipelineSnapshot() {
        return new SnapshotType(new EventType("snapshot.pipeline", 1, Pipeline.class));
    }

    @Bean
    SnapshotType branchLeaseSnapshot() {
        return new SnapshotType(new EventType("snapshot.branch_lease", 1, BranchLease.class));
    }

    /** The snapshotter finds aggregates by their factories, and takes no snapshot of one that has none. */
    @Bean
    AggregateFactory<Pipeline> pipelineFactory() {
        return new GenericAggregateFactory<>(Pipeline.class);
    }

    @Bean
    AggregateFactory<BranchLease> branchLeaseFactory() {
        return new GenericAggregateFactory<>(BranchLease.class);
    }

    @Bean
    PipelineReader pipelineReader(org.axonframework.config.Configuration axon, Cache aggregateCache) {
        return new PipelineReader(axon.repository(Pipeline.class), axon.repository(BranchLease.class), aggregateCache);
    }

    @Bean
    ConfigurerModule pipelineAggregates(
            Cache aggregateCache, ObjectProvider<SnapshotTriggerDefinition> snapshotTrigger, Clock clock) {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Pipeline.class)
                        .configureCache(_ -> aggregateCache)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                // Never from the cache: a lease that is rightly left as it is takes no event, so the store's unique
                // key would not catch a decision on one that another node has changed since.
                .configureAggregate(AggregateConfigurer.defaultConfiguration(BranchLease.class)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .registerCommandHandler(c -> new PipelineCommandHandler(
                        c.repository(Pipeline.class), c.repository(BranchLease.class), clock));
    }
}

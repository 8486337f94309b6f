package io.omni.command.workflow;

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

/** Registers the aggregates of workflows and their command handler with Axon. */
@Configuration(proxyBeanMethods = false)
class WorkflowConfiguration {

    @Bean
    SnapshotType workflowSnapshot() {
        return new SnapshotType(new EventType("snapshot.workflow", 1, Workflow.class));
    }

    @Bean
    SnapshotType executionSnapshot() {
        return new SnapshotType(new EventType("snapshot.execution", 1, Execution.class));
    }

    @Bean
    SnapshotType workflowSlotsSnapshot() {
        return new SnapshotType(new EventType("snapshot.workflow_slots", 1, WorkflowSlots.class));
    }

    @Bean
    AggregateFactory<Workflow> workflowFactory() {
        return new GenericAggregateFactory<>(Workflow.class);
    }

    @Bean
    AggregateFactory<Execution> executionFactory() {
        return new GenericAggregateFactory<>(Execution.class);
    }

    @Bean
    AggregateFactory<WorkflowSlots> workflowSlotsFactory() {
        return new GenericAggregateFactory<>(WorkflowSlots.class);
    }

    @Bean
    WorkflowReader workflowReader(org.axonframework.config.Configuration axon, Cache aggregateCache) {
        return new WorkflowReader(
                axon.repository(Workflow.class),
                axon.repository(Execution.class),
                axon.repository(Hook.class),
                axon.repository(WorkflowSlots.class),
                aggregateCache);
    }

    @Bean
    ConfigurerModule workflowAggregates(
            Cache aggregateCache, ObjectProvider<SnapshotTriggerDefinition> snapshotTrigger, Clock clock) {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Execution.class)
                        .configureCache(_ -> aggregateCache)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                // Never from the cache: an execution starts on what the workflow and its places say without changing
                // the workflow, so the store's unique key would not catch a version that another node has replaced.
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Workflow.class)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(WorkflowSlots.class)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Hook.class))
                .registerCommandHandler(c -> new WorkflowCommandHandler(
                        c.repository(Workflow.class),
                        c.repository(Execution.class),
                        c.repository(WorkflowSlots.class),
                        c.repository(Hook.class),
                        clock));
    }
}

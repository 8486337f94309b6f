package io.omni.command.content;

import io.omni.command.address.AddressGuard;
import io.omni.command.eventstore.SnapshotType;
import io.omni.events.EventType;
import java.time.Clock;
import org.axonframework.common.caching.Cache;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the aggregates of the content pipeline and their command handlers with Axon. */
@Configuration(proxyBeanMethods = false)
class ContentConfiguration {

    @Bean
    SnapshotType contentProjectSnapshot() {
        return new SnapshotType(new EventType("snapshot.content_project", 1, Project.class));
    }

    @Bean
    SnapshotType contentJobSnapshot() {
        return new SnapshotType(new EventType("snapshot.content_job", 1, ContentJob.class));
    }

    @Bean
    SnapshotType contentCalendarSnapshot() {
        return new SnapshotType(new EventType("snapshot.content_calendar", 1, Calendar.class));
    }

    @Bean
    ContentReader contentReader(org.axonframework.config.Configuration axon, Cache aggregateCache) {
        return new ContentReader(aggregates(axon), aggregateCache);
    }

    @Bean
    ConfigurerModule contentAggregates(
            Cache aggregateCache,
            ObjectProvider<SnapshotTriggerDefinition> snapshotTrigger,
            ObjectProvider<ContentMind> mind,
            ObjectProvider<AddressGuard> guard,
            Clock clock) {
        return configurer -> configurer
                // Never from the cache: others decide on what a project says without changing it, so the store's unique
                // key would not catch a version that another node has replaced. Names and calendars are refused from.
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Project.class)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(ProjectName.class))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Video.class))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Calendar.class)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(ContentJob.class)
                        .configureCache(_ -> aggregateCache)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .configureAggregate(
                        AggregateConfigurer.defaultConfiguration(Clip.class).configureCache(_ -> aggregateCache))
                .registerCommandHandler(
                        c -> new ProjectCommandHandler(aggregates(c), mind::getObject, guard::getObject, clock))
                .registerCommandHandler(c -> new ClipCommandHandler(aggregates(c), mind::getObject, clock))
                .registerCommandHandler(c -> new JobCommandHandler(aggregates(c), mind::getObject, clock));
    }

    private static ContentAggregates aggregates(org.axonframework.config.Configuration axon) {
        return new ContentAggregates(
                axon.repository(Project.class),
                axon.repository(ProjectName.class),
                axon.repository(ContentJob.class),
                axon.repository(Video.class),
                axon.repository(Clip.class),
                axon.repository(Calendar.class));
    }
}

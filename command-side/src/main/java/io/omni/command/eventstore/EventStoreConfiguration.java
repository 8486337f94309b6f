package io.omni.command.eventstore;

import io.micrometer.core.instrument.MeterRegistry;
import io.omni.events.EventType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.annotation.HandlerDefinition;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Wires Axon to the event store of this package. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class EventStoreConfiguration {
    private static final int PAGE_SIZE = 500;
    // A batch is one transaction: Axon's default of one event a transaction replays a few hundred events a second.
    private static final int EVENTS_IN_A_BATCH = 1_000;
    // Every segment has transactions of its own, so more of them only cut the batches up on a machine with few cores.
    private static final int SEGMENTS = 2;
    // How long a segment with nothing to do keeps its progress to itself. A read on another node may wait for it.
    private static final Duration BETWEEN_POSITIONS = Duration.ofSeconds(1);
    private static final int CACHED_AGGREGATES = 20_000;
    private static final int EVENTS_BETWEEN_SNAPSHOTS = 100;
    private static final Duration APPEND_PATIENCE = Duration.ofSeconds(20);
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(5);

    @Bean
    @Primary
    Serializer serializer(List<SnapshotType> snapshotTypes) {
        return WireNameSerializer.of(
                snapshotTypes.stream().map(SnapshotType::type).toArray(EventType[]::new));
    }

    /** Takes only snapshots of the shape that the running program writes. */
    @Bean
    ConfigurerModule currentSnapshotsOnly(List<SnapshotType> snapshotTypes) {
        Set<String> current = snapshotTypes.stream()
                .map(type -> type.type().wireName() + "/" + type.type().revision())
                .collect(Collectors.toUnmodifiableSet());
        return configurer -> configurer.registerComponent(SnapshotFilter.class, _ -> snapshot -> {
            SerializedType stored = snapshot.getPayload().getType();
            return current.contains(stored.getName() + "/" + stored.getRevision());
        });
    }

    @Bean(defaultCandidate = false)
    @Qualifier("eventMapper")
    JsonMapper eventMapper(Serializer serializer) {
        return (JsonMapper) ((WireNameSerializer) serializer).getObjectMapper();
    }

    @Bean
    AppendSignal appendSignal() {
        return new AppendSignal();
    }

    /** Given when events can be read from the event log, on whichever node they were published. */
    @Bean(defaultCandidate = false)
    @Qualifier("publishedSignal")
    AppendSignal publishedSignal() {
        return new AppendSignal();
    }

    @Bean(destroyMethod = "close")
    AppendBroadcast appendBroadcast(
            @Qualifier("processingDataSource") DataSource processing,
            AppendSignal signal,
            @Qualifier("publishedSignal") AppendSignal published,
            NodeId node) {
        return new AppendBroadcast(processing, signal, published, node.value());
    }

    @Bean(destroyMethod = "close")
    GroupCommitWriter groupCommitWriter(
            @Qualifier("appendDataSource") DataSource append,
            AppendBroadcast broadcast,
            MeterRegistry meters,
            AppendPosition position) {
        return new GroupCommitWriter(append, APPEND_PATIENCE, broadcast::announce, new AppendCounts(meters), position);
    }

    @Bean
    AppendPosition appendPosition() {
        return new AppendPosition();
    }

    @Bean
    GlobalOrderStorageEngine storageEngine(
            GroupCommitWriter writer,
            DataSource aggregateReads,
            @Qualifier("processingDataSource") DataSource processing,
            Serializer serializer,
            Configuration configuration) {
        GlobalOrderStorageEngine.Builder builder =
                new GlobalOrderStorageEngine.Builder(writer, aggregateReads, processing, PAGE_SIZE);
        builder.snapshotSerializer(serializer)
                .eventSerializer(serializer)
                .upcasterChain(configuration.upcasterChain())
                .snapshotFilter(configuration.snapshotFilter());
        return builder.build();
    }

    @Bean(name = "eventBus")
    @Qualifier("eventStore")
    SignalledEventStore eventStore(GlobalOrderStorageEngine engine, AppendSignal signal, Clock clock) {
        GenericEventMessage.clock = clock;
        return SignalledEventStore.of(engine, signal);
    }

    @Bean
    Cache aggregateCache() {
        return new AggregateCache(CACHED_AGGREGATES);
    }

    @Bean
    SnapshotTriggerDefinition snapshotTrigger(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_BETWEEN_SNAPSHOTS);
    }

    @Bean
    @Primary
    Snapshotter snapshotter(
            Cache aggregateCache,
            EventStore eventStore,
            Serializer serializer,
            @Qualifier("snapshotExecutor") ExecutorService executor,
            AggregateSnapshotter replayingSnapshotter) {
        return new CachedSnapshotter(aggregateCache, eventStore, serializer, executor, replayingSnapshotter);
    }

    @Bean
    AggregateSnapshotter replayingSnapshotter(
            Configuration configuration,
            HandlerDefinition handlers,
            ParameterResolverFactory parameters,
            EventStore eventStore,
            List<SnapshotType> snapshotTypes,
            @Qualifier("snapshotExecutor") ExecutorService executor) {
        // The aggregates are no beans, so Axon's Spring snapshotter would find none of them.
        List<AggregateFactory<?>> aggregates = snapshotTypes.stream()
                .<AggregateFactory<?>>map(
                        type -> new GenericAggregateFactory<>(type.type().payloadType()))
                .toList();
        return AggregateSnapshotter.builder()
                .repositoryProvider(configuration::repository)
                .eventStore(eventStore)
                .aggregateFactories(aggregates)
                .parameterResolverFactory(parameters)
                .handlerDefinition(handlers)
                .executor(executor)
                .build();
    }

    /** Snapshots are taken beside the commands: none waits for one. */
    @Bean(destroyMethod = "shutdown")
    @Qualifier("snapshotExecutor")
    ExecutorService snapshotExecutor() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("snapshots").daemon().factory());
    }

    @Bean
    @Qualifier("localSegment")
    CommandBus commandBus(Configuration configuration) {
        // Without a transaction: a handler's only effect is its one append, which is durable by itself.
        SimpleCommandBus bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(configuration.correlationDataProviders()));
        return bus;
    }

    @Bean
    CommandDispatcher commandDispatcher(
            @Qualifier("localSegment") CommandBus bus, Cache aggregateCache, MeterRegistry meters) {
        return new CommandDispatcher(bus, aggregateCache, new CommandCounts(meters));
    }

    @Bean
    CorrelationDataProvider messageOrigin() {
        return new MessageOriginProvider();
    }

    @Bean
    CorrelationDataProvider callerData() {
        return new SimpleCorrelationDataProvider("actor", "tenant", "request_id", "trace_id", "trigger_depth");
    }

    @Bean
    TransactionManager axonTransactionManager(
            @Qualifier("processingTransactionManager") PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(@Qualifier("processingDataSource") DataSource processing) {
        return new SpringDataSourceConnectionProvider(processing);
    }

    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer, NodeId node) {
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setSegmentColumn("segment")
                        .setTokenColumn("token")
                        .setTokenTypeColumn("token_type")
                        .setOwnerColumn("owner")
                        .setTimestampColumn("updated_at")
                        .build())
                .contentType(byte[].class)
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(node.value())
                .build();
    }

    /**
     * Processors work in large batches on few segments: a batch costs one transaction, however many events it has. A handler that
     * fails stops its batch, which is rolled back and tried again; by default Axon would log it and go on.
     */
    @Bean
    ConfigurerModule eventProcessors() {
        return configurer -> {
            EventProcessingConfigurer processing = configurer.eventProcessing();
            processing.usingPooledStreamingEventProcessors((_, processor) -> processor
                    .batchSize(EVENTS_IN_A_BATCH)
                    .initialSegmentCount(SEGMENTS)
                    .claimExtensionThreshold(BETWEEN_POSITIONS.toMillis()));
            processing.registerDefaultListenerInvocationErrorHandler(_ -> PropagatingErrorHandler.instance());
            processing.registerDefaultSequencingPolicy(_ -> SequentialPerAggregatePolicy.instance());
        };
    }
}

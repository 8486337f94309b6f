package io.omni.projection.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omni.events.pipeline.PipelineCompleted;
import io.omni.events.pipeline.PipelineId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The projection inside the kind of processor that runs it. */
class PipelineProcessorTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void a_pooled_processor_writes_the_rows_and_a_replay_leaves_them_as_they_are() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                ScheduledExecutorService threads = Executors.newScheduledThreadPool(2)) {
            DataSource dataSource = postgres.getPostgresDatabase();
            Replay.migrate(dataSource);
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            EmbeddedEventStore store = EmbeddedEventStore.builder()
                    .storageEngine(new InMemoryEventStorageEngine())
                    .build();
            PooledStreamingEventProcessor processor = processor(dataSource, store, threads);
            PipelineId first = PipelineId.next();
            processor.start();
            try {
                append(store, first);
                await().atMost(PATIENCE).until(() -> versions(jdbc).equals(List.of(2L)));
                List<String> before = rows(jdbc);

                processor.shutDown();
                processor.resetTokens();
                processor.start();
                append(store, PipelineId.next());
                await().atMost(PATIENCE).until(() -> versions(jdbc).equals(List.of(2L, 2L)));

                assertThat(rows(jdbc)).first().isEqualTo(before.getFirst());
            } finally {
                processor.shutDown();
                store.shutDown();
            }
        }
    }

    private static PooledStreamingEventProcessor processor(
            DataSource dataSource, EmbeddedEventStore store, ScheduledExecutorService threads) {
        PipelineProjection projection =
                new PipelineProjection(new PipelineViewTable(dataSource, Replay.MAPPER), Replay.letters(dataSource));
        return PooledStreamingEventProcessor.builder()
                .name(PipelineProjection.NAME)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(projection)
                        .build())
                .messageSource(store)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(new SpringTransactionManager(new DataSourceTransactionManager(dataSource)))
                .coordinatorExecutor(threads)
                .workerExecutor(threads)
                .initialSegmentCount(2)
                .batchSize(100)
                .build();
    }

    private static void append(EmbeddedEventStore store, PipelineId id) {
        store.publish(
                new GenericDomainEventMessage<>("Pipeline", id.value(), 0, PipelineProjectionTest.started(id)),
                new GenericDomainEventMessage<>("Pipeline", id.value(), 1, new PipelineCompleted(id, 1)));
    }

    private static List<Long> versions(JdbcTemplate jdbc) {
        return jdbc.queryForList("SELECT version FROM pipeline_view ORDER BY pipeline_id", Long.class);
    }

    private static List<String> rows(JdbcTemplate jdbc) {
        return jdbc.queryForList(
                "SELECT v::text || xmin::text FROM pipeline_view v ORDER BY pipeline_id", String.class);
    }
}

package io.omni.projection.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.omni.events.service.AboutService;
import io.omni.events.service.deployment.DeploymentId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class FanOutTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;

    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        dataSource = postgres.getPostgresDatabase();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Test
    void every_target_is_given_every_event_in_the_order_of_the_store() {
        Recorded first = new Recorded("first");
        Recorded second = new Recorded("second");

        run(List.of(first, second), () -> {
            append(0, 300);
            append(300, 700);
            await().atMost(PATIENCE).until(() -> second.taken.size() >= 700);

            assertThat(first.subjects())
                    .isEqualTo(IntStream.range(0, 700).mapToObj(n -> "a" + n).toList());
            assertThat(second.taken).isEqualTo(first.taken);
            assertThat(first.taken)
                    .extracting(PublishedEvent::sequence)
                    .isSorted()
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void a_target_that_fails_is_tried_again_and_what_the_others_wrote_with_it_is_rolled_back() {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        jdbc.execute("CREATE TABLE taken (subject text PRIMARY KEY)");
        AtomicInteger failures = new AtomicInteger(2);
        FanOutTarget writing = target(
                "writing", batch -> batch.forEach(e -> jdbc.update("INSERT INTO taken VALUES (?)", e.subject())));
        FanOutTarget failing = target("failing", batch -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not now");
            }
        });

        run(List.of(writing, failing), () -> {
            append(0, 20);
            await().atMost(PATIENCE)
                    .until(() -> Integer.valueOf(20)
                            .equals(jdbc.queryForObject("SELECT count(*) FROM taken", Integer.class)));
            assertThat(failures.get()).isNegative();
        });
    }

    @Test
    void an_event_is_shown_with_its_origin_and_the_service_it_is_about() {
        Recorded target = new Recorded("target");

        run(List.of(target), () -> {
            store.publish(message("svc", new Probed("wiki", 3))
                    .andMetaData(Map.of("actor", "operator", "trace_id", "t1", "request_id", "r1")));
            await().atMost(PATIENCE).until(() -> !target.taken.isEmpty());
        });

        PublishedEvent event = target.taken.getFirst();
        assertThat(event.service()).isEqualTo("wiki");
        assertThat(event.actor()).isEqualTo("operator");
        assertThat(event.traceId()).isEqualTo("t1");
        assertThat(event.metadata()).containsEntry("request_id", "r1");
        assertThat(event.data()).isEqualTo("{\"name\":\"wiki\",\"latency\":3}");
    }

    @Test
    void what_happens_to_a_deployment_is_shown_as_having_happened_to_its_service() {
        Recorded target = new Recorded("target");

        run(List.of(target), () -> {
            store.publish(message(DeploymentId.of("wiki").value(), new Probed("wiki", 3)));
            store.publish(message("rolling_1", new Probed("wiki", 3)));
            await().atMost(PATIENCE).until(() -> target.taken.size() == 2);
        });

        assertThat(target.subjects()).containsExactly("wiki", "rolling_1");
    }

    private void run(List<FanOutTarget> targets, Runnable test) {
        FanOut fanOut = new FanOut(targets, Jackson3Serializer.builder().build(), new PublishedNews(dataSource));
        try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(2)) {
            PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                    .name(FanOut.NAME)
                    .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                            .eventHandlers(fanOut)
                            .build())
                    .messageSource(store)
                    .tokenStore(new InMemoryTokenStore())
                    .transactionManager(new SpringTransactionManager(new DataSourceTransactionManager(dataSource)))
                    .coordinatorExecutor(threads)
                    .workerExecutor(threads)
                    .initialSegmentCount(1)
                    .batchSize(100)
                    .build();
            processor.start();
            try {
                test.run();
            } finally {
                processor.shutDown();
            }
        }
    }

    private void append(int from, int to) {
        store.publish(IntStream.range(from, to)
                .mapToObj(n -> message("a" + n, new Happened(n)))
                .toList());
    }

    private static DomainEventMessage<Object> message(String aggregate, Object event) {
        return new GenericDomainEventMessage<>("Test", aggregate, 0, event);
    }

    private static FanOutTarget target(String name, java.util.function.Consumer<List<PublishedEvent>> accept) {
        return new FanOutTarget() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void accept(List<PublishedEvent> batch) {
                accept.accept(batch);
            }
        };
    }

    record Happened(int number) {}

    record Probed(String name, int latency) implements AboutService {
        @Override
        public String serviceName() {
            return name;
        }
    }

    private static final class Recorded implements FanOutTarget {
        private final String name;
        private final List<PublishedEvent> taken = new CopyOnWriteArrayList<>();

        Recorded(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void accept(List<PublishedEvent> batch) {
            taken.addAll(batch);
        }

        List<String> subjects() {
            return taken.stream().map(PublishedEvent::subject).toList();
        }
    }
}

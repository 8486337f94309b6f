package io.omni.projection.pipeline;

import io.omni.events.pipeline.PipelineEvent;
import io.omni.projection.deadletter.DeadLetterBox;
import io.omni.projection.deadletter.DeadLetters;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Gives events to the projection as a streaming processor does: in batches, each one a unit of work and a transaction. */
final class Replay {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final AtomicLong positions = new AtomicLong();
    private final AnnotationEventHandlerAdapter handler;
    private final TransactionManager transactions;

    Replay(DataSource dataSource) {
        this(dataSource, letters(dataSource).live(PipelineProjection.NAME));
    }

    Replay(DataSource dataSource, DeadLetterBox letters) {
        handler = new AnnotationEventHandlerAdapter(
                new PipelineProjection(new PipelineViewTable(dataSource, MAPPER), letters));
        transactions = new SpringTransactionManager(new DataSourceTransactionManager(dataSource));
    }

    static DeadLetters letters(DataSource dataSource) {
        return new DeadLetters(dataSource, Clock.systemUTC());
    }

    static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /** The event as the store gives it, at the next position. */
    TrackedEventMessage<?> stored(PipelineEvent event, long sequence, Instant at) {
        String id = event.pipelineId().value();
        var message = new GenericDomainEventMessage<>("Pipeline", id, sequence, event);
        var timed = new GenericDomainEventMessage<>("Pipeline", id, sequence, message, () -> at);
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(positions.incrementAndGet()), timed);
    }

    void batch(List<TrackedEventMessage<?>> events) {
        BatchingUnitOfWork<TrackedEventMessage<?>> unitOfWork = new BatchingUnitOfWork<>(events);
        unitOfWork.attachTransaction(transactions);
        var result = unitOfWork.executeWithResult(() -> handler.handle(unitOfWork.getMessage()));
        if (result.isExceptional()) {
            throw new IllegalStateException("the batch was not handled", result.exceptionResult());
        }
    }
}

package io.omni.command.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * Axon's storage engine on PostgreSQL. Appends go through the {@link GroupCommitWriter}. Because appends become visible in the
 * order of their indices (see {@link EventInsert}), a processor's position is one number: there are no gaps to remember, and none
 * to give up on.
 */
final class GlobalOrderStorageEngine extends BatchingEventStorageEngine {
    private static final String EVENT_COLUMNS =
            "event_identifier, aggregate_type, aggregate_id, sequence_number, occurred_at,"
                    + " payload_type, payload_revision, payload, meta_data";
    private static final String READ_AGGREGATE = "SELECT " + EVENT_COLUMNS + " FROM domain_event"
            + " WHERE aggregate_id = ? AND sequence_number >= ? ORDER BY sequence_number LIMIT ?";
    private static final String READ_ALL = "SELECT global_index, " + EVENT_COLUMNS + " FROM domain_event"
            + " WHERE global_index > ? ORDER BY global_index LIMIT ?";
    private static final String READ_SNAPSHOT = "SELECT " + EVENT_COLUMNS + " FROM snapshot_event"
            + " WHERE aggregate_id = ? ORDER BY sequence_number DESC LIMIT 1";
    private static final String STORE_SNAPSHOT = "INSERT INTO snapshot_event (" + EVENT_COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String DELETE_OLDER_SNAPSHOTS =
            "DELETE FROM snapshot_event WHERE aggregate_id = ? AND sequence_number < ?";

    private final GroupCommitWriter writer;
    private final JdbcTemplate aggregateReads;
    private final JdbcTemplate processorReads;

    private GlobalOrderStorageEngine(Builder builder) {
        super(builder);
        this.writer = builder.writer;
        this.aggregateReads = new JdbcTemplate(builder.aggregateReads);
        this.processorReads = new JdbcTemplate(builder.processorReads);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        try {
            writer.append(events.stream().map(event -> toRow(event, serializer)).toList());
        } catch (GroupCommitWriter.DuplicateSequence e) {
            // Also for a first event, for which Axon has an exception of its own: whether the aggregate was created
            // or changed at the same time, the command is decided again on what is stored now.
            throw new ConcurrencyException("the aggregate was changed at the same time", e);
        }
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        EventRow row = toRow(snapshot, serializer);
        processorReads.update(
                STORE_SNAPSHOT,
                row.eventIdentifier(),
                row.aggregateType(),
                row.aggregateId(),
                row.sequenceNumber(),
                row.occurredAt(),
                row.payloadType(),
                row.payloadRevision(),
                row.payload(),
                row.metaData());
        processorReads.update(DELETE_OLDER_SNAPSHOTS, row.aggregateId(), row.sequenceNumber());
    }

    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateIdentifier, long firstSequenceNumber, int batchSize) {
        return aggregateReads.query(READ_AGGREGATE, eventMapper(), aggregateIdentifier, firstSequenceNumber, batchSize);
    }

    /** One page of events, not all of them: the streams ask for the next page themselves, and an empty read costs them nothing. */
    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        return fetchTrackedEvents(trackingToken, batchSize()).stream();
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken lastToken, int batchSize) {
        long position = lastToken == null ? -1 : lastToken.position().orElse(-1);
        RowMapper<GenericDomainEventEntry<byte[]>> events = eventMapper();
        RowMapper<TrackedDomainEventData<byte[]>> tracked = (row, n) -> new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(row.getLong("global_index")), events.mapRow(row, n));
        return processorReads.query(READ_ALL, tracked, position, batchSize);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateIdentifier) {
        return aggregateReads.query(READ_SNAPSHOT, eventMapper(), aggregateIdentifier).stream();
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        return Optional.ofNullable(aggregateReads.queryForObject(
                "SELECT max(sequence_number) FROM domain_event WHERE aggregate_id = ?",
                Long.class,
                aggregateIdentifier));
    }

    @Override
    public TrackingToken createTailToken() {
        Long first = processorReads.queryForObject("SELECT min(global_index) - 1 FROM domain_event", Long.class);
        return new GlobalSequenceTrackingToken(first == null ? 0 : first);
    }

    @Override
    public TrackingToken createHeadToken() {
        Long last = processorReads.queryForObject("SELECT max(global_index) FROM domain_event", Long.class);
        return new GlobalSequenceTrackingToken(last == null ? 0 : last);
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        Long before = processorReads.queryForObject(
                "SELECT min(global_index) - 1 FROM domain_event WHERE occurred_at::timestamptz >= ?::timestamptz",
                Long.class,
                dateTime.toString());
        return before == null ? createHeadToken() : new GlobalSequenceTrackingToken(before);
    }

    private static EventRow toRow(EventMessage<?> message, Serializer serializer) {
        if (!(message instanceof DomainEventMessage<?> event)) {
            throw new IllegalArgumentException("only aggregates' events are stored");
        }
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        SerializedObject<byte[]> metaData = event.serializeMetaData(serializer, byte[].class);
        return new EventRow(
                event.getIdentifier(),
                event.getType(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event.getTimestamp().toString(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                metaData.getData());
    }

    private static RowMapper<GenericDomainEventEntry<byte[]>> eventMapper() {
        return (row, _) -> new GenericDomainEventEntry<>(
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence_number"),
                row.getString("event_identifier"),
                row.getString("occurred_at"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                row.getBytes("payload"),
                row.getBytes("meta_data"));
    }

    /** Collects what the engine needs. */
    static final class Builder extends BatchingEventStorageEngine.Builder {
        private final GroupCommitWriter writer;
        private final DataSource aggregateReads;
        private final DataSource processorReads;

        Builder(GroupCommitWriter writer, DataSource aggregateReads, DataSource processorReads, int batchSize) {
            this.writer = writer;
            this.aggregateReads = aggregateReads;
            this.processorReads = processorReads;
            batchSize(batchSize);
            finalAggregateBatchPredicate(batch -> batch.size() < batchSize);
        }

        GlobalOrderStorageEngine build() {
            return new GlobalOrderStorageEngine(this);
        }
    }
}

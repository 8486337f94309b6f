package io.omni.command.eventstore;

import org.jspecify.annotations.Nullable;

/** A row of {@code domain_event} before the database has given it its place in the global order. */
record EventRow(
        String eventIdentifier,
        String aggregateType,
        String aggregateId,
        long sequenceNumber,
        String occurredAt,
        String payloadType,
        @Nullable String payloadRevision,
        byte[] payload,
        byte[] metaData) {}

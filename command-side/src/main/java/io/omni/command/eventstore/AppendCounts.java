package io.omni.command.eventstore;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the events that this node has made durable, by their wire name. */
final class AppendCounts {
    private final MeterRegistry meters;
    private final Map<String, Counter> byType = new ConcurrentHashMap<>();

    AppendCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(List<EventRow> rows) {
        for (EventRow row : rows) {
            byType.computeIfAbsent(row.payloadType(), this::counter).increment();
        }
    }

    private Counter counter(String type) {
        return Counter.builder("omni.events.appended")
                .description("Events that this node has appended durably, by type")
                .tag("type", type)
                .register(meters);
    }
}

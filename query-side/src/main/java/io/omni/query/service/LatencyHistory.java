package io.omni.query.service;

import io.omni.events.service.ServiceName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what the probes of the last day found of a service: a histogram for every half hour, merged where more is asked for. */
@Component
class LatencyHistory {
    private static final Duration SLOT = Duration.ofMinutes(30);
    private static final int SLOTS = 48;
    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1000;
    private static final int DIGITS = 2;

    private static final String READ = "SELECT slot_start, checks, available, latency FROM service_history"
            + " WHERE service = ? AND slot_start >= ?"
            + " UNION ALL SELECT slot_start, slot_checks, slot_available, slot_latency FROM service_probe"
            + " WHERE service = ? AND slot_start >= ?";

    private final JdbcTemplate jdbc;

    LatencyHistory(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** The 24 hours that end with the half hour of this moment. */
    ServiceMetrics of(ServiceName service, Instant now) {
        long seconds = SLOT.toSeconds();
        Instant last = Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds);
        Instant first = last.minus(SLOT.multipliedBy(SLOTS - 1L));
        Map<Instant, Slot> slots = new HashMap<>();
        OffsetDateTime from = first.atOffset(ZoneOffset.UTC);
        jdbc.query(
                READ,
                row -> {
                    slots.put(
                            row.getObject(1, OffsetDateTime.class).toInstant(),
                            new Slot(row.getLong(2), row.getLong(3), histogram(row.getBytes(4))));
                },
                service.value(),
                from,
                service.value(),
                from);
        List<ServiceMetrics.Point> history = new ArrayList<>(SLOTS);
        Slot all = new Slot(0, 0, histogram(null));
        for (int i = 0; i < SLOTS; i++) {
            Instant start = first.plus(SLOT.multipliedBy(i));
            Slot slot = slots.getOrDefault(start, new Slot(0, 0, histogram(null)));
            all = all.with(slot);
            history.add(new ServiceMetrics.Point(
                    start, slot.checks, slot.availability(), slot.average(), slot.at(50), slot.at(99)));
        }
        return new ServiceMetrics(all.checks, all.availability(), all.average(), all.at(50), all.at(99), history);
    }

    private static Histogram histogram(byte @Nullable [] encoded) {
        return encoded == null
                ? new Histogram(1, LONGEST_MICROS, DIGITS)
                : Histogram.decodeFromByteBuffer(ByteBuffer.wrap(encoded), LONGEST_MICROS);
    }

    private record Slot(long checks, long available, Histogram latency) {

        Slot with(Slot other) {
            latency.add(other.latency);
            return new Slot(checks + other.checks, available + other.available, latency);
        }

        @Nullable
        Double availability() {
            return checks == 0 ? null : Math.round(10_000.0 * available / checks) / 10_000.0;
        }

        @Nullable
        Double average() {
            return latency.getTotalCount() == 0 ? null : millis(latency.getMean());
        }

        @Nullable
        Double at(double percentile) {
            return latency.getTotalCount() == 0 ? null : millis(latency.getValueAtPercentile(percentile));
        }

        private static double millis(double micros) {
            return Math.round(micros / 10) / 100.0;
        }
    }
}

package io.omni.api.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omni.events.service.ServiceStatus;
import io.omni.query.service.ServiceBoard;
import io.omni.query.service.ServiceReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All services, in the reference's shape. */
record ServiceList(List<Item> services, Summary summary) {

    /** One service; its uptime is null while nobody knows it and 0 while it doesn't answer. */
    record Item(
            String name,
            String container,
            int port,
            String tier,
            ServiceStatus status,
            @Nullable Long uptimeSeconds,
            @Nullable Instant lastHealthCheck,
            @Nullable String version) {

        static Item of(ServiceReading reading, Instant now) {
            var definition = reading.state().definition();
            return new Item(
                    reading.name().value(),
                    definition.container(),
                    definition.port(),
                    definition.tier(),
                    reading.status(),
                    uptime(reading, now),
                    reading.lastCheckAt(),
                    reading.version());
        }
    }

    /** How many there are, and how many of each kind; {@code unknown} only when there are any. */
    record Summary(
            int total,
            long healthy,
            long degraded,
            long unhealthy,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long unknown) {}

    static ServiceList of(ServiceBoard.Snapshot board) {
        long unknown = count(board, ServiceStatus.UNKNOWN);
        return new ServiceList(
                board.services().stream()
                        .map(reading -> Item.of(reading, board.at()))
                        .toList(),
                new Summary(
                        board.services().size(),
                        count(board, ServiceStatus.HEALTHY),
                        count(board, ServiceStatus.DEGRADED),
                        count(board, ServiceStatus.UNHEALTHY),
                        unknown == 0 ? null : unknown));
    }

    static @Nullable Long uptime(ServiceReading reading, Instant now) {
        if (reading.upSince() != null) {
            return Math.max(0, Duration.between(reading.upSince(), now).toSeconds());
        }
        return reading.lastCheckAt() == null ? null : 0L;
    }

    private static long count(ServiceBoard.Snapshot board, ServiceStatus status) {
        return board.services().stream().filter(s -> s.status() == status).count();
    }
}

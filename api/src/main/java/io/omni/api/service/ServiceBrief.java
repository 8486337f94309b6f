package io.omni.api.service;

import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceStatus;
import io.omni.query.service.ServiceBoard;
import io.omni.query.service.ServiceReading;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** A service as others name it. */
record ServiceBrief(String name, String tier, ServiceStatus status) {

    static ServiceBrief of(ServiceReading reading) {
        return new ServiceBrief(
                reading.name().value(), reading.state().definition().tier(), reading.status());
    }

    /** These services, in the catalogue's order. */
    static List<ServiceBrief> of(Collection<ServiceName> names, ServiceBoard.Snapshot board) {
        return board.services().stream()
                .filter(reading -> names.contains(reading.name()))
                .map(ServiceBrief::of)
                .toList();
    }

    /** These services, in the order in which they are named. */
    static List<ServiceBrief> inOrder(List<ServiceName> names, ServiceBoard.Snapshot board) {
        return names.stream()
                .map(board.byName()::get)
                .filter(Objects::nonNull)
                .map(ServiceBrief::of)
                .toList();
    }
}

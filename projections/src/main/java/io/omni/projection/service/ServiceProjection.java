package io.omni.projection.service;

import io.omni.events.service.ServiceEvent;
import io.omni.events.service.ServiceName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/** Keeps {@code service_view} at what each service's events add up to; a batch's rows are written when it is about to commit. */
@Component
@ProcessingGroup(ServiceProjection.NAME)
public class ServiceProjection {
    /** The name of its event processor. */
    public static final String NAME = "services";

    private static final String BATCH = ServiceProjection.class.getName() + ".batch";

    private final ServiceViewTable table;

    ServiceProjection(ServiceViewTable table) {
        this.table = table;
    }

    /**
     * Takes one event into the batch.
     *
     * @param event what happened
     * @param at when
     * @param sequence its place among the service's events, from 0
     * @param token its place among all events
     */
    @EventHandler
    void on(ServiceEvent event, @Timestamp Instant at, @SequenceNumber long sequence, TrackingToken token) {
        long position = token.position()
                .orElseThrow(() -> new IllegalStateException("the event store gives every event a position"));
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        Map<ServiceName, ServiceViewRow> rows = batch.getOrComputeResource(BATCH, _ -> begin(batch));
        ServiceViewRow row =
                rows.containsKey(event.service()) ? rows.get(event.service()) : table.load(event.service());
        ServiceViewRow after = ServiceViewRow.after(row, event, at, sequence + 1, position);
        if (after != null) {
            rows.put(event.service(), after);
        }
    }

    private Map<ServiceName, ServiceViewRow> begin(UnitOfWork<?> batch) {
        Map<ServiceName, ServiceViewRow> rows = new HashMap<>();
        batch.onPrepareCommit(_ -> table.write(rows.values()));
        return rows;
    }
}

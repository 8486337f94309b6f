package io.omni.projection.service.deployment;

import io.omni.events.service.deployment.ServiceDeploymentEvent;
import io.omni.events.service.deployment.ServiceDeploymentState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code service_deployment_view} at what each deployment's events add up to. Rows that a batch changes are written once, in the
 * transaction that advances the position.
 */
@Component
@ProcessingGroup(ServiceDeploymentProjection.NAME)
public class ServiceDeploymentProjection {
    /** The name of its event processor. */
    public static final String NAME = "service-deployments";

    private static final String BATCH = ServiceDeploymentProjection.class.getName() + ".batch";

    private final ServiceDeploymentTable table;

    ServiceDeploymentProjection(ServiceDeploymentTable table) {
        this.table = table;
    }

    /**
     * Takes one event into the batch.
     *
     * @param event what happened
     * @param at when
     * @param sequence its place among the deployment's events, from 0
     * @param token its place among all events
     */
    @EventHandler
    void on(ServiceDeploymentEvent event, @Timestamp Instant at, @SequenceNumber long sequence, TrackingToken token) {
        long position = token.position()
                .orElseThrow(() -> new IllegalStateException("the event store gives every event a position"));
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        Map<String, ServiceDeploymentTable.Row> rows = batch.getOrComputeResource(BATCH, _ -> begin(batch));
        ServiceDeploymentTable.Row row = rows.computeIfAbsent(
                event.service(),
                service -> table.load(service)
                        .orElseGet(
                                () -> new ServiceDeploymentTable.Row(ServiceDeploymentState.untouched(service), -1)));
        if (sequence < row.state().version()) {
            return;
        }
        if (sequence > row.state().version()) {
            throw new IllegalStateException("the deployment of " + event.service() + " stands at version "
                    + row.state().version() + " and was given the event of version " + (sequence + 1)
                    + "; rebuild the projection");
        }
        ServiceDeploymentState after = ServiceDeploymentState.evolve(row.state(), event, at);
        rows.put(event.service(), new ServiceDeploymentTable.Row(after, position));
    }

    private Map<String, ServiceDeploymentTable.Row> begin(UnitOfWork<?> unitOfWork) {
        Map<String, ServiceDeploymentTable.Row> rows = new LinkedHashMap<>();
        unitOfWork.onPrepareCommit(_ -> table.write(rows.values()));
        return rows;
    }
}

package io.omni.projection.service;

import io.omni.events.service.ServiceHealthChanged;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceRetired;
import io.omni.events.service.ServiceRootCauseCorrected;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes incidents of services' events: one that fails by itself opens an incident, what fails because of it is listed in that incident
 * and opens none. When the cause turns out later, a victim's own incident is closed as merged into the cause's.
 */
@Component
@ProcessingGroup(IncidentProjection.NAME)
public class IncidentProjection {
    /** The name of its event processor. */
    public static final String NAME = "incidents";

    private final IncidentTable table;

    IncidentProjection(IncidentTable table) {
        this.table = table;
    }

    /** A service is better or worse. */
    @EventHandler
    void on(ServiceHealthChanged event, @Timestamp Instant at, @MessageIdentifier String eventId) {
        ServiceName service = event.service();
        if (!event.to().isFailing()) {
            table.close(service, at);
            table.endAffected(service, at);
            return;
        }
        IncidentTable.Failure failure =
                new IncidentTable.Failure(service, event.to().wireName(), event.reason());
        place(failure, event.rootCause(), at, eventId);
    }

    /** A service fails for another reason than was thought. */
    @EventHandler
    void on(ServiceRootCauseCorrected event, @Timestamp Instant at, @MessageIdentifier String eventId) {
        table.failure(event.service()).ifPresent(failure -> place(failure, event.to(), at, eventId));
    }

    /** A service is no longer watched. */
    @EventHandler
    void on(ServiceRetired event, @Timestamp Instant at) {
        table.close(event.service(), at);
        table.endAffected(event.service(), at);
    }

    private void place(IncidentTable.Failure failure, @Nullable ServiceName cause, Instant at, String eventId) {
        if (cause == null || !table.affect(failure, cause, at)) {
            table.endAffected(failure.service(), at);
            table.open(incidentId(eventId), failure, at);
        }
    }

    /** From the event that opened it, so that a replay gives the same incident the same id. */
    private static String incidentId(String eventId) {
        return "inc_" + eventId.substring(eventId.indexOf('_') + 1);
    }
}

package io.omni.command.service.health;

import io.omni.events.service.ServiceChanged;
import io.omni.events.service.ServiceHealthChanged;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceRegistered;
import io.omni.events.service.ServiceRetired;
import io.omni.events.service.ServiceRootCauseCorrected;
import io.omni.events.service.ServiceStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps the probing in line with the services' events: whom to ask, and what is believed of them. Events that are handled again change
 * nothing, because a row knows how many of its service's events it has seen.
 */
@Component
@ProcessingGroup(WhenServiceChangesPlanItsProbes.PROCESSOR)
class WhenServiceChangesPlanItsProbes {
    /** The event processor that runs this automation. */
    static final String PROCESSOR = "service-probes";

    private static final String REGISTER = """
            INSERT INTO service_probe AS p (service, active, due_at, event_version, status, status_since)
            VALUES (?, true, now(), ?, ?, ?)
            ON CONFLICT (service) DO UPDATE
            SET active = true, due_at = now(), event_version = excluded.event_version, status = excluded.status,
                status_since = excluded.status_since, root_cause = NULL, observed = NULL, streak = 0, up_since = NULL
            WHERE p.event_version < excluded.event_version""";

    private static final String LATER = " WHERE service = ? AND event_version < ?";

    private final JdbcTemplate jdbc;

    WhenServiceChangesPlanItsProbes(@Qualifier("processingDataSource") DataSource processing) {
        this.jdbc = new JdbcTemplate(processing);
    }

    @EventHandler
    void on(ServiceRegistered event, @Timestamp Instant at, @SequenceNumber long sequence) {
        jdbc.update(
                REGISTER,
                event.service().value(),
                sequence + 1,
                ServiceStatus.UNKNOWN.wireName(),
                at.atOffset(ZoneOffset.UTC));
    }

    @EventHandler
    void on(ServiceChanged event, @SequenceNumber long sequence) {
        update("due_at = now()", event.service(), sequence);
    }

    @EventHandler
    void on(ServiceRetired event, @SequenceNumber long sequence) {
        update("active = false", event.service(), sequence);
    }

    @EventHandler
    void on(ServiceHealthChanged event, @Timestamp Instant at, @SequenceNumber long sequence) {
        update(
                "status = ?, status_since = ?, root_cause = ?",
                event.service(),
                sequence,
                event.to().wireName(),
                at.atOffset(ZoneOffset.UTC),
                name(event.rootCause()));
    }

    @EventHandler
    void on(ServiceRootCauseCorrected event, @SequenceNumber long sequence) {
        update("root_cause = ?", event.service(), sequence, name(event.to()));
    }

    private void update(String what, ServiceName service, long sequence, @Nullable Object... values) {
        Object[] arguments = new Object[values.length + 3];
        System.arraycopy(values, 0, arguments, 0, values.length);
        arguments[values.length] = sequence + 1;
        arguments[values.length + 1] = service.value();
        arguments[values.length + 2] = sequence + 1;
        jdbc.execute(ProbeTable.TURN);
        jdbc.update("UPDATE service_probe SET " + what + ", event_version = ?" + LATER, arguments);
    }

    private static @Nullable String name(@Nullable ServiceName service) {
        return service == null ? null : service.value();
    }
}

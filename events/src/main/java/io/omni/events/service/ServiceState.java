package io.omni.events.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a service's events add up to. This is the only fold of them: the aggregate decides on it, the projection stores it and time
 * travel recomputes it.
 *
 * @param service the service
 * @param definition what the catalogue says of it, or said last
 * @param retired whether it has left the catalogue
 * @param status how it is
 * @param since since when it has been so
 * @param reason one sentence from the probe that decided it; null while the service was never asked
 * @param latencyMs how long the deciding answer took; null when there was none
 * @param rootCause the service whose failure explains this one's; null when there is none
 * @param registeredAt when it came into the catalogue, the last time it did
 * @param retiredAt when it left the catalogue; null while it is in it
 * @param version how many events it has
 */
public record ServiceState(
        ServiceName service,
        ServiceDefinition definition,
        boolean retired,
        ServiceStatus status,
        Instant since,
        @Nullable String reason,
        @Nullable Long latencyMs,
        @Nullable ServiceName rootCause,
        Instant registeredAt,
        @Nullable Instant retiredAt,
        long version) {

    /**
     * The state after an event.
     *
     * @param state the state before it; null exactly for the first event, {@link ServiceRegistered}
     * @param event what happened
     * @param at when it happened
     */
    public static ServiceState evolve(@Nullable ServiceState state, ServiceEvent event, Instant at) {
        if (event instanceof ServiceRegistered registered) {
            long before = state == null ? 0 : state.version;
            return begin(registered, at, before + 1);
        }
        if (state == null) {
            throw new IllegalArgumentException("a service's history begins with service.registered");
        }
        return switch (event) {
            case ServiceRegistered _ -> throw new IllegalStateException("handled above");
            case ServiceChanged e -> state.with(e.definition(), false, null);
            case ServiceRetired _ -> state.with(state.definition, true, at);
            case ServiceHealthChanged e -> state.being(e, at);
            case ServiceRootCauseCorrected e -> state.because(e.to());
        };
    }

    private static ServiceState begin(ServiceRegistered event, Instant at, long version) {
        return new ServiceState(
                event.service(),
                event.definition(),
                false,
                ServiceStatus.UNKNOWN,
                at,
                null,
                null,
                null,
                at,
                null,
                version);
    }

    private ServiceState with(ServiceDefinition now, boolean isRetired, @Nullable Instant retirement) {
        return new ServiceState(
                service,
                now,
                isRetired,
                status,
                since,
                reason,
                latencyMs,
                rootCause,
                registeredAt,
                retirement,
                version + 1);
    }

    private ServiceState being(ServiceHealthChanged e, Instant at) {
        return new ServiceState(
                service,
                definition,
                retired,
                e.to(),
                at,
                e.reason(),
                e.latencyMs(),
                e.rootCause(),
                registeredAt,
                retiredAt,
                version + 1);
    }

    private ServiceState because(@Nullable ServiceName root) {
        return new ServiceState(
                service,
                definition,
                retired,
                status,
                since,
                reason,
                latencyMs,
                root,
                registeredAt,
                retiredAt,
                version + 1);
    }
}

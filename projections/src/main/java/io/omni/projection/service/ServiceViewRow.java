package io.omni.projection.service;

import io.omni.events.service.ServiceEvent;
import io.omni.events.service.ServiceState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One service as the read model holds it.
 *
 * @param state its events, folded
 * @param registered the place among all events of its first one
 * @param position the place among all events of the last one folded
 */
record ServiceViewRow(ServiceState state, long registered, long position) {

    /**
     * The row with one more event.
     *
     * @param row the row before; null for the first event
     * @param version the service's version with the event
     * @return the same row when it holds the event already
     * @throws IllegalStateException when an event between the two is missing
     */
    static @Nullable ServiceViewRow after(
            @Nullable ServiceViewRow row, ServiceEvent event, Instant at, long version, long position) {
        long known = row == null ? 0 : row.state.version();
        if (version <= known) {
            return row;
        }
        if (version > known + 1) {
            throw new IllegalStateException("service " + event.service() + " stands at version " + known
                    + " and was given the event of version " + version + "; rebuild the projection");
        }
        ServiceState state = ServiceState.evolve(row == null ? null : row.state, event, at);
        return new ServiceViewRow(state, row == null ? position : row.registered, position);
    }
}

package io.omni.command.service.health;

import io.omni.events.service.ServiceStatus;
import java.util.Optional;

/**
 * When a service counts as better or worse: after so many equal probes in a row. Of a service that was never asked the first probe
 * says all there is to know, so it counts at once.
 *
 * @param confirmations how many equal probes it takes, from 1
 */
record HysteresisPolicy(int confirmations) {

    /** The status that a service has now; empty while it stays as it is. */
    Optional<ServiceStatus> change(Watch watch) {
        if (!watch.isDoubtful()) {
            return Optional.empty();
        }
        boolean convinced = watch.status() == ServiceStatus.UNKNOWN || watch.streak() >= confirmations;
        return convinced ? Optional.ofNullable(watch.observed()) : Optional.empty();
    }
}

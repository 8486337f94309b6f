package io.omni.command.service.health;

import io.omni.command.service.ProbeSettings;
import io.omni.events.service.ServiceGraph;
import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows from a probe. A failure is reported with its root cause; while something below the service hasn't been asked
 * since it began to fail, or is in doubt itself, the report waits for a moment, so that a victim isn't taken for the cause.
 */
final class HealthPolicy {
    /** A dependency that hangs takes two timed-out probes to be found out. */
    private static final int PROBES_WORTH_WAITING_FOR = 3;

    private final HysteresisPolicy hysteresis;
    private final Duration longestWait;
    private final Duration settling;

    HealthPolicy(ProbeSettings settings) {
        this.hysteresis = new HysteresisPolicy(settings.confirmations());
        this.longestWait = settings.timeout().multipliedBy(PROBES_WORTH_WAITING_FOR);
        this.settling = settings.interval().multipliedBy(2);
    }

    /**
     * The verdict on a service.
     *
     * @param watch what is known of it with the newest probe
     * @param watches what is known of everything below it
     * @param now the time of that probe
     */
    Verdict judge(Watch watch, ServiceGraph graph, Map<ServiceName, Watch> watches, Instant now) {
        Optional<ServiceStatus> change = hysteresis.change(watch);
        if (change.isPresent()) {
            return changed(watch, change.get(), graph, watches, now);
        }
        if (watch.isDoubtful()) {
            return new Verdict.AskAgainSoon();
        }
        return watch.status().isFailing() ? stillFailing(watch, graph, watches, now) : new Verdict.Keep();
    }

    private Verdict changed(
            Watch watch, ServiceStatus status, ServiceGraph graph, Map<ServiceName, Watch> watches, Instant now) {
        if (!status.isFailing()) {
            return new Verdict.Changed(status, null);
        }
        Optional<ServiceName> root = RootCausePolicy.find(watch.service(), status, graph, watches);
        Instant began = watch.observedSince() == null ? now : watch.observedSince();
        boolean mayWait = now.isBefore(began.plus(longestWait));
        return root.isEmpty() && mayWait && isAnythingBelowInDoubt(watch, began, graph, watches)
                ? new Verdict.AskAgainSoon()
                : new Verdict.Changed(status, root.orElse(null));
    }

    private Verdict stillFailing(Watch watch, ServiceGraph graph, Map<ServiceName, Watch> watches, Instant now) {
        ServiceName believed = watch.rootCause();
        Optional<ServiceName> root = RootCausePolicy.find(watch.service(), watch.status(), graph, watches);
        if (root.isPresent()) {
            return root.get().equals(believed) ? new Verdict.Keep() : new Verdict.Corrected(root.get());
        }
        return believed == null || isSettling(watches.get(believed), now)
                ? new Verdict.Keep()
                : new Verdict.Corrected(null);
    }

    /** When a cause is gone, its victims get the time to recover before each of them is called a cause of its own. */
    private boolean isSettling(@Nullable Watch cause, Instant now) {
        return cause != null && now.isBefore(cause.statusSince().plus(settling));
    }

    private static boolean isAnythingBelowInDoubt(
            Watch watch, Instant began, ServiceGraph graph, Map<ServiceName, Watch> watches) {
        List<ServiceName> below = graph.below(watch.service());
        return below.stream().map(watches::get).anyMatch(w -> w != null && isInDoubt(w, began));
    }

    private static boolean isInDoubt(Watch below, Instant began) {
        return below.lastCheckAt() == null
                || below.lastCheckAt().isBefore(began)
                || (below.isDoubtful() && below.observed() != ServiceStatus.HEALTHY);
    }
}

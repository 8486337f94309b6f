package io.omni.command.service.deployment;

import io.omni.command.service.ServiceProbe;
import io.omni.command.service.runtime.ContainerRuntime;
import io.omni.command.service.runtime.ContainerRuntime.Container;
import io.omni.command.service.runtime.RuntimeTrouble;
import io.omni.events.service.deployment.RestartProblem;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits until a service that was started answers its health check. */
final class HealthWait {
    private final ContainerRuntime runtime;
    private final ServiceProbe probe;
    private final Duration interval;

    HealthWait(ContainerRuntime runtime, ServiceProbe probe, Duration interval) {
        this.runtime = runtime;
        this.probe = probe;
        this.interval = interval;
    }

    /**
     * Waits until it is healthy. One that is only degraded when the time is up answers, and that will do.
     *
     * @return {@code healthy} or {@code degraded}
     * @throws NotUp when its container ends or is removed, or it doesn't answer in time
     */
    String await(String service, String container, long timeoutMs) throws NotUp, RuntimeTrouble, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (true) {
            Optional<Container> found = runtime.find(container);
            if (found.isEmpty()) {
                throw notUp(RestartProblem.UNAVAILABLE, "its container was removed by someone while it started");
            }
            if (!found.get().running() && !found.get().restarting()) {
                throw notUp(
                        RestartProblem.UNAVAILABLE,
                        "its container ended with exit code " + found.get().exitCode()
                                + " before the service answered; look at the container's log");
            }
            ServiceProbe.Health health = probe.probe(service);
            if (health.status() == ServiceProbe.Status.HEALTHY) {
                return wireName(health);
            }
            if (System.nanoTime() - deadline >= 0) {
                if (health.status() == ServiceProbe.Status.DEGRADED) {
                    return wireName(health);
                }
                throw notUp(
                        RestartProblem.TIMEOUT,
                        "the service did not become healthy within "
                                + Duration.ofMillis(timeoutMs).toSeconds() + " seconds: " + health.reason());
            }
            TimeUnit.NANOSECONDS.sleep(interval.toNanos());
        }
    }

    /** How a service is that was put back: as {@link #await}, but {@code unhealthy} when it doesn't come up. */
    String look(String service, String container, long timeoutMs) throws RuntimeTrouble, InterruptedException {
        try {
            return await(service, container, timeoutMs);
        } catch (NotUp e) {
            return wireName(ServiceProbe.Status.UNHEALTHY);
        }
    }

    private static NotUp notUp(String code, String message) {
        return new NotUp(new RestartProblem(code, message));
    }

    private static String wireName(ServiceProbe.Health health) {
        return wireName(health.status());
    }

    private static String wireName(ServiceProbe.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}

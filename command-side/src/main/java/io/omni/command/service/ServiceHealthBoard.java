package io.omni.command.service;

import io.omni.command.service.ServiceCatalog.ManagedService;
import io.omni.command.service.ServiceProbe.Health;
import io.omni.command.service.ServiceProbe.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The latest known health of all services. Asking the board never waits: when what it knows has grown too old, it asks all services
 * again in the background, and answers with what it has.
 */
public final class ServiceHealthBoard implements AutoCloseable {
    private final ServiceCatalog catalog;
    private final ServiceProbe probe;
    private final ProbeSettings settings;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile @Nullable Snapshot latest;

    /** A board that knows nothing yet. */
    public ServiceHealthBoard(ServiceCatalog catalog, ServiceProbe probe, ProbeSettings settings, Clock clock) {
        this.catalog = catalog;
        this.probe = probe;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What one round of probes found.
     *
     * @param services the health of every service, in the catalogue's order
     * @param healthy how many are healthy
     * @param total how many there are
     * @param criticalUnhealthy the critical services that are unhealthy
     * @param at when the round was complete
     */
    public record Snapshot(
            Map<String, Health> services, int healthy, int total, List<String> criticalUnhealthy, Instant at) {}

    /** The latest complete round; null before the first one is complete. */
    public @Nullable Snapshot latest() {
        Snapshot known = latest;
        if (known == null || known.at().plus(settings.interval()).isBefore(clock.instant())) {
            refresh();
        }
        return known;
    }

    /** Asks all services in the background, unless that is being done already. */
    public void refresh() {
        if (asking.compareAndSet(false, true)) {
            try {
                threads.execute(this::askAll);
            } catch (RejectedExecutionException e) {
                // Closed meanwhile: nobody wants to know any more.
                asking.set(false);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void askAll() {
        try {
            var found = new ConcurrentHashMap<String, Health>();
            var permits = new Semaphore(settings.atOnce());
            var round = catalog.services().stream()
                    .map(service -> threads.submit(() -> {
                        permits.acquire();
                        try {
                            return found.put(service.name(), probe.probe(service.name()));
                        } finally {
                            permits.release();
                        }
                    }))
                    .toList();
            for (var one : round) {
                one.get();
            }
            latest = snapshot(found);
        } catch (InterruptedException | RejectedExecutionException e) {
            // Closed meanwhile: nobody wants to know any more.
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (threads.isShutdown()) {
                return;
            }
            // A probe doesn't throw for what a service does, so this is a
            // fault of ours; the thread's handler reports it.
            throw new IllegalStateException("a probe failed", e.getCause());
        } finally {
            asking.set(false);
        }
    }

    private Snapshot snapshot(Map<String, Health> found) {
        var ordered = new LinkedHashMap<String, Health>();
        catalog.services().forEach(service -> ordered.put(service.name(), found.get(service.name())));
        long healthy = ordered.values().stream()
                .filter(h -> h.status() == Status.HEALTHY)
                .count();
        List<String> critical = catalog.services().stream()
                .filter(ManagedService::critical)
                .map(ManagedService::name)
                .filter(name -> ordered.get(name).status() == Status.UNHEALTHY)
                .toList();
        return new Snapshot(ordered, (int) healthy, ordered.size(), critical, clock.instant());
    }
}

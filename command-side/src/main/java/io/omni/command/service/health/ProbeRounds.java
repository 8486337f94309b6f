package io.omni.command.service.health;

import io.omni.command.eventstore.DatabaseAway;
import io.omni.command.eventstore.StoreUnavailable;
import io.omni.command.service.ProbeSettings;
import io.omni.command.service.ServiceProbe;
import io.omni.command.service.ServiceProbe.Health;
import io.omni.events.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks services on this node: four times a second it writes what came back since, and claims as many that are due as it has room for.
 * The probes themselves run beside that, each on a thread of its own and with an end in sight.
 */
@Component
class ProbeRounds {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeRounds.class);
    private static final Duration ROUND = Duration.ofMillis(250);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);
    /** A probe keeps its own deadline; looking a name up may not. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** How long writing may take before another node thinks that this one is dead. */
    private static final Duration WRITING = Duration.ofSeconds(15);

    private final ProbeTable table;
    private final ServiceProbe probe;
    private final HealthReports reports;
    private final ProbeSettings settings;
    private final Clock clock;
    private final String claims = Ids.next("probes");
    private final AtomicInteger asking = new AtomicInteger();
    private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private long round;
    private volatile boolean closing;
    private volatile @Nullable Thread loop;

    ProbeRounds(ProbeTable table, ServiceProbe probe, HealthReports reports, ProbeSettings settings, Clock clock) {
        this.table = table;
        this.probe = probe;
        this.reports = reports;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        loop = Thread.ofVirtual().name("service-probes").start(this::loop);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() throws InterruptedException {
        closing = true;
        threads.shutdownNow();
        Thread running = loop;
        if (running != null) {
            running.join(GRACE);
        }
    }

    /** One round: writes what came back, and asks whom it can. */
    void round() {
        List<Answered> came = new ArrayList<>();
        for (Answered answer = answers.poll(); answer != null; answer = answers.poll()) {
            came.add(answer);
        }
        if (!came.isEmpty()) {
            reports.settle(came);
        }
        int room = settings.atOnce() - asking.get();
        if (room > 0) {
            String claim = claims + "/" + ++round;
            Duration lease = settings.timeout().plus(GRACE).plus(WRITING);
            table.claim(claim, room, lease).forEach(watch -> ask(claim, watch));
        }
    }

    private void ask(String claim, Watch watch) {
        asking.incrementAndGet();
        CompletableFuture.supplyAsync(() -> health(watch), threads)
                .orTimeout(settings.timeout().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> unanswered(watch, failure))
                .thenAccept(health -> {
                    if (health != null) {
                        answers.add(new Answered(claim, watch, health));
                    }
                })
                .whenComplete((_, _) -> asking.decrementAndGet());
    }

    private Health health(Watch watch) {
        try {
            return probe.probe(watch.service().value());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private @Nullable Health unanswered(Watch watch, Throwable failure) {
        if (failure instanceof TimeoutException) {
            return new Health(
                    watch.service().value(),
                    ServiceProbe.Status.UNHEALTHY,
                    "It gives no usable answer: none within "
                            + settings.timeout().plus(GRACE).toMillis() + " ms.",
                    null,
                    clock.instant());
        }
        if (!closing) {
            // A probe doesn't fail for what a service does. The claim runs out, and the service is asked again.
            LOG.error("Asking {} how it is failed", watch.service(), failure);
        }
        return null;
    }

    private void loop() {
        while (!closing) {
            Duration pause = ROUND;
            try {
                round();
            } catch (RuntimeException e) {
                pause = AFTER_TROUBLE;
                tell(e);
            }
            try {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void tell(RuntimeException e) {
        if (closing) {
            return;
        }
        if (e instanceof StoreUnavailable || DatabaseAway.isBehind(e)) {
            LOG.warn("The database is away; services are asked again when it is back");
        } else {
            LOG.error("A round of probes failed; what it found is asked for again", e);
        }
    }

    /**
     * An answer that nobody has looked at yet.
     *
     * @param claim under which the service was asked
     * @param before what was known before
     * @param health what the probe found
     */
    record Answered(String claim, Watch before, Health health) {}
}

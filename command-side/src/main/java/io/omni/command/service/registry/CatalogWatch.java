package io.omni.command.service.registry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.eventstore.NodeId;
import io.omni.command.eventstore.StoreUnavailable;
import io.omni.command.service.InvalidCatalog;
import io.omni.command.service.LiveServiceCatalog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Puts the catalogue into effect when the application is ready, and again whenever its file has changed. A file with faults is refused
 * and said so once; what was in effect stays so.
 */
@Component
class CatalogWatch {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final LiveServiceCatalog catalog;
    private final CommandDispatcher commands;
    private final Map<String, String> origin;
    private String refused = "";
    private volatile boolean applied;
    private volatile boolean closing;

    CatalogWatch(LiveServiceCatalog catalog, CommandDispatcher commands, NodeId node, MeterRegistry meters) {
        this.catalog = catalog;
        this.commands = commands;
        this.origin = Map.of("actor", "orchestrator", "node", node.value());
        Gauge.builder("omni.catalog.refused", this, watch -> watch.isRefused() ? 1 : 0)
                .description("1 while the catalogue's file has faults, so that an older content is in effect")
                .register(meters);
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        Thread.ofVirtual().name("catalog-watch").start(this::watch);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        closing = true;
    }

    private void watch() {
        while (!closing) {
            tryToLook();
            if (applied && !catalog.isFile()) {
                return;
            }
            try {
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void tryToLook() {
        try {
            look();
        } catch (StoreUnavailable e) {
            LOG.warn("The event store is away; the catalogue of services will be applied again");
        } catch (RuntimeException e) {
            if (!closing) {
                LOG.error("The catalogue of services could not be applied; trying again", e);
            }
        }
    }

    /** Looks at the file once, and applies what is new. */
    synchronized void look() {
        try {
            applied &= !catalog.reload();
            refused = "";
        } catch (InvalidCatalog e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(refused)) {
                refused = message;
                LOG.error("{}\nThe services stay as they were before.", message);
            }
        }
        if (!applied) {
            boolean changed = commands.send(ApplyCatalog.of(catalog.services()), origin);
            applied = true;
            LOG.info("{} services are in the catalogue{}", catalog.services().size(), changed ? "" : ", as before");
        }
    }

    private synchronized boolean isRefused() {
        return !refused.isEmpty();
    }
}

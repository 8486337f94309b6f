package io.omni.api.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Takes no new connections from the moment on at which the process is told to stop. The framework would do so only after all workers
 * have handed over what they were at, which takes them up to half a minute. Requests that have begun are finished as before.
 */
@Component
final class ClosingDoor {
    private static final Logger LOG = LoggerFactory.getLogger(ClosingDoor.class);

    @Order(Ordered.HIGHEST_PRECEDENCE)
    @EventListener
    void close(ContextClosedEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context) {
            WebServer server = context.getWebServer();
            if (server != null) {
                server.shutDownGracefully(result -> LOG.debug("Requests that had begun: {}", result));
            }
        }
    }
}

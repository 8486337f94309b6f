package io.omni.api;

import io.omni.api.settings.OmniSettings;
import io.omni.api.settings.Profile;
import io.omni.api.storage.DataFolder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells the operator on the console that the program is up, where, and how to get in. */
@Component
class ReadyAnnouncement {
    private final OmniSettings settings;
    private final DataFolder folder;
    private final String version;

    ReadyAnnouncement(OmniSettings settings, DataFolder folder, @Value("${omni.version}") String version) {
        this.settings = settings;
        this.folder = folder;
        this.version = version;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void say(ApplicationReadyEvent event) {
        int port =
                event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null
                        ? web.getWebServer().getPort()
                        : settings.port();
        System.out.println(text(port));
    }

    String text(int port) {
        String token = settings.operatorToken() == null
                ? "The operator's token is in " + folder.path().resolve("token")
                : "The operator's token is the one in ORCHESTRATOR_TOKEN";
        String profile = settings.profile() == Profile.SANDBOX
                ? "Profile sandbox: the managed services are played on loopback, nothing real is touched; OMNI_PROFILE=production ends that"
                : "Profile production";
        return """
                Omni Orchestrator %s is ready on http://localhost:%d
                  %s
                  %s
                  Data is kept in %s""".formatted(version, port, token, profile, folder.path());
    }
}

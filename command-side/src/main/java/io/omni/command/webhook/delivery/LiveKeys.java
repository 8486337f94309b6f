package io.omni.command.webhook.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.command.secret.SecretStore;
import io.omni.command.webhook.signing.StandardWebhooks;
import io.omni.events.webhook.WebhookState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The keys that sign a webhook's deliveries now. Deciphered ones are kept for a minute, so that a delivery needs no read. */
final class LiveKeys {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final SecretStore secrets;
    private final Cache<String, String> revealed =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    LiveKeys(SecretStore secrets) {
        this.secrets = secrets;
    }

    List<StandardWebhooks.Key> of(WebhookState webhook, Instant now) {
        return webhook.keys().stream()
                .filter(key -> key.isLive(now))
                .map(key -> new StandardWebhooks.Key(key.kind(), revealed.get(key.secretRef(), secrets::reveal)))
                .toList();
    }
}

package io.omni.events.webhook;

import java.time.Instant;
import java.util.List;

/**
 * A webhook has new keys. The old ones sign beside them for a while.
 *
 * @param webhookId the webhook
 * @param keys the new keys
 * @param oldValidUntil when the old ones cease to sign
 */
public record WebhookSecretRotated(WebhookId webhookId, List<SigningKey> keys, Instant oldValidUntil)
        implements WebhookEvent {

    /** Keeps its own copy. */
    public WebhookSecretRotated {
        keys = List.copyOf(keys);
    }
}

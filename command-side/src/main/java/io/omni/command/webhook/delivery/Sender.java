package io.omni.command.webhook.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.command.webhook.signing.StandardWebhooks;
import io.omni.events.webhook.WebhookState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Makes one attempt: signs the stored bytes with the keys that are live now, and posts them. */
final class Sender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int KEPT_WEBHOOKS = 1_000;

    private final DeliveryHttp http;
    private final LiveKeys keys;
    private final JsonMapper mapper;
    private final Clock clock;
    private final Cache<String, WebhookState> webhooks =
            Caffeine.newBuilder().maximumSize(KEPT_WEBHOOKS).build();

    Sender(DeliveryHttp http, LiveKeys keys, JsonMapper mapper, Clock clock) {
        this.http = http;
        this.keys = keys;
        this.mapper = mapper;
        this.clock = clock;
    }

    Answer send(ClaimedDelivery delivery) throws InterruptedException {
        try {
            WebhookState webhook = webhooks.get(delivery.webhook(), text -> mapper.readValue(text, WebhookState.class));
            Instant now = clock.instant();
            List<StandardWebhooks.Key> live = keys.of(webhook, now);
            Map<String, String> headers = StandardWebhooks.headers(delivery.eventId(), now, delivery.body(), live);
            return http.post(webhook.url(), headers, delivery.body());
        } catch (RuntimeException e) {
            // A fault of ours, such as a key of another master key. It must show, and must not stop the others.
            LOG.error("The delivery {} could not be sent", delivery, e);
            return new Answer(
                    Outcome.CONNECTION_ERROR,
                    null,
                    "it could not be sent; the server's log says why",
                    null,
                    Duration.ZERO);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

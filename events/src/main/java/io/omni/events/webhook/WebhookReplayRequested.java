package io.omni.events.webhook;

import java.time.Instant;

/**
 * The deliveries of a range of time are to be sent again, each as if it were new.
 *
 * @param webhookId the webhook
 * @param since the first moment of the range; it is the events' own time that counts
 * @param until the moment after its last
 * @param undeliveredOnly whether what has arrived already is left out
 */
public record WebhookReplayRequested(WebhookId webhookId, Instant since, Instant until, boolean undeliveredOnly)
        implements WebhookEvent {}

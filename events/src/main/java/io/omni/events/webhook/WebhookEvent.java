package io.omni.events.webhook;

/** Something that happened to a webhook. The order of a webhook's events is their sequence in the store. */
public sealed interface WebhookEvent
        permits WebhookRegistered,
                WebhookUpdated,
                WebhookPaused,
                WebhookEnabled,
                WebhookDisabled,
                WebhookSecretRotated,
                WebhookDeleted,
                WebhookTestRequested,
                WebhookRedeliveryRequested,
                WebhookReplayRequested {

    /** The webhook it happened to. */
    WebhookId webhookId();
}

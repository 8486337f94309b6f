package io.omni.command.webhook;

import io.omni.command.Command;
import io.omni.events.webhook.WebhookId;

/** Asks one webhook to change. A refused command ends in {@link io.omni.command.Refusal}. */
public sealed interface WebhookCommand extends Command
        permits RegisterWebhook,
                ChangeWebhook,
                RotateWebhookSecret,
                DeleteWebhook,
                DisableWebhook,
                TestWebhook,
                RedeliverToWebhook,
                ReplayToWebhook {

    /** The webhook. */
    WebhookId webhookId();

    @Override
    default String aggregateId() {
        return webhookId().value();
    }
}

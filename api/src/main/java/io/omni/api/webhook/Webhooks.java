package io.omni.api.webhook;

import io.omni.api.edge.IfMatch;
import io.omni.command.Refusal;
import io.omni.command.webhook.WebhookReader;
import io.omni.events.webhook.WebhookId;
import io.omni.events.webhook.WebhookState;

/** What the controllers of webhooks have in common. */
final class Webhooks {
    private Webhooks() {}

    /** The id in a path; 404 when it can't be one. */
    static WebhookId id(String text) {
        if (!WebhookId.isValid(text)) {
            throw notFound();
        }
        return new WebhookId(text);
    }

    /** The webhook as it is stored; 404 when there is none. */
    static WebhookState find(WebhookReader webhooks, WebhookId id) {
        return webhooks.find(id).orElseThrow(Webhooks::notFound);
    }

    /** Its entity tag. */
    static String tag(WebhookState state) {
        return IfMatch.tag(state.version());
    }

    static Refusal notFound() {
        return new Refusal("WEBHOOK_NOT_FOUND", "there is no webhook with this id; list the webhooks to find it");
    }
}

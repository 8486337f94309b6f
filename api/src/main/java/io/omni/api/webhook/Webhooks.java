package io.omni.api.webhook;

import io.omni.command.Refusal;
import io.omni.command.webhook.WebhookReader;
import io.omni.events.webhook.WebhookId;
import io.omni.events.webhook.WebhookState;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the controllers of webhooks have in common. */
final class Webhooks {
    private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

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
        return "\"" + state.version() + "\"";
    }

    /** The versions that {@code If-Match} names; null when any will do. */
    static @Nullable Set<Long> versions(@Nullable String condition) {
        if (condition == null || condition.strip().equals("*")) {
            return null;
        }
        return TAG.matcher(condition)
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Refusal notFound() {
        return new Refusal("WEBHOOK_NOT_FOUND", "there is no webhook with this id; list the webhooks to find it");
    }
}

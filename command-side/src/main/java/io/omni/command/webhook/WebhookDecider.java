package io.omni.command.webhook;

import io.omni.command.Refusal;
import io.omni.events.webhook.Ordering;
import io.omni.events.webhook.WebhookDeleted;
import io.omni.events.webhook.WebhookDisabled;
import io.omni.events.webhook.WebhookEnabled;
import io.omni.events.webhook.WebhookEvent;
import io.omni.events.webhook.WebhookPaused;
import io.omni.events.webhook.WebhookRedeliveryRequested;
import io.omni.events.webhook.WebhookReplayRequested;
import io.omni.events.webhook.WebhookSecretRotated;
import io.omni.events.webhook.WebhookState;
import io.omni.events.webhook.WebhookStatus;
import io.omni.events.webhook.WebhookTestRequested;
import io.omni.events.webhook.WebhookUpdated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides on commands to a webhook that is there: state, command and time in, events out. */
final class WebhookDecider {
    private WebhookDecider() {}

    static List<WebhookEvent> decide(WebhookState state, WebhookCommand command, Instant now) {
        if (state.isDeleted()) {
            throw notFound();
        }
        return switch (command) {
            case RegisterWebhook _ -> throw new Refusal("CONFLICT", "there is a webhook with this id already");
            case ChangeWebhook c -> changed(state, c);
            case RotateWebhookSecret c ->
                List.of(new WebhookSecretRotated(state.webhookId(), c.keys(), now.plus(c.overlap())));
            case DeleteWebhook c -> {
                expect(state, c.expectedVersions());
                yield List.of(new WebhookDeleted(state.webhookId()));
            }
            case DisableWebhook c ->
                state.isActive() ? List.of(new WebhookDisabled(state.webhookId(), c.reason())) : List.of();
            case TestWebhook c -> List.of(new WebhookTestRequested(state.webhookId(), c.deliveryId()));
            case RedeliverToWebhook c -> {
                requireActive(state);
                yield List.of(new WebhookRedeliveryRequested(state.webhookId(), c.deliveryId()));
            }
            case ReplayToWebhook c -> {
                requireActive(state);
                yield List.of(new WebhookReplayRequested(state.webhookId(), c.since(), c.until(), c.undeliveredOnly()));
            }
        };
    }

    static Refusal notFound() {
        return new Refusal("WEBHOOK_NOT_FOUND", "there is no webhook with this id; list the webhooks to find it");
    }

    private static List<WebhookEvent> changed(WebhookState state, ChangeWebhook c) {
        expect(state, c.expectedVersions());
        List<WebhookEvent> events = new ArrayList<>();
        String url = c.url() == null ? state.url() : c.url();
        List<String> patterns = c.events() == null ? state.events() : c.events();
        Ordering ordering = c.ordering() == null ? state.ordering() : c.ordering();
        String description = description(state, c);
        boolean same = url.equals(state.url())
                && patterns.equals(state.events())
                && ordering == state.ordering()
                && Objects.equals(description, state.description());
        if (!same) {
            events.add(new WebhookUpdated(state.webhookId(), url, patterns, ordering, description));
        }
        if (Boolean.TRUE.equals(c.enabled()) && !state.isActive()) {
            events.add(new WebhookEnabled(state.webhookId()));
        } else if (Boolean.FALSE.equals(c.enabled()) && state.status() != WebhookStatus.PAUSED) {
            events.add(new WebhookPaused(state.webhookId()));
        }
        return events;
    }

    private static @Nullable String description(WebhookState state, ChangeWebhook c) {
        String wanted = c.description();
        if (wanted == null) {
            return state.description();
        }
        return wanted.isEmpty() ? null : wanted;
    }

    private static void expect(WebhookState state, @Nullable Set<Long> versions) {
        if (versions != null && !versions.contains(state.version())) {
            throw new Refusal(
                    "PRECONDITION_FAILED",
                    "the webhook has changed since the version that If-Match names; read it again",
                    new Refusal.Detail("version", Long.toString(state.version())));
        }
    }

    private static void requireActive(WebhookState state) {
        if (!state.isActive()) {
            throw new Refusal(
                    "WEBHOOK_NOT_ACTIVE",
                    "nothing is sent to a webhook that is " + state.status().wireName()
                            + "; set its status to active first");
        }
    }
}

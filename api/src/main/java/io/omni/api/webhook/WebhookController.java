package io.omni.api.webhook;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.IfMatch;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.webhook.ChangeWebhook;
import io.omni.command.webhook.DeleteWebhook;
import io.omni.command.webhook.RegisterWebhook;
import io.omni.command.webhook.RotateWebhookSecret;
import io.omni.command.webhook.WebhookReader;
import io.omni.events.webhook.SigningKey;
import io.omni.events.webhook.WebhookId;
import io.omni.events.webhook.WebhookState;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Registers, changes and ends webhooks. A secret is shown once, in the answer to the request that had it made. */
@RestController
@RequestMapping(WebhookController.PATH)
class WebhookController {
    static final String PATH = "/api/v1/webhooks";

    private final WebhookRules rules;
    private final WebhookKeys keys;
    private final CommandDispatcher commands;
    private final WebhookReader webhooks;
    private final Clock clock;

    WebhookController(
            WebhookRules rules, WebhookKeys keys, CommandDispatcher commands, WebhookReader webhooks, Clock clock) {
        this.rules = rules;
        this.keys = keys;
        this.commands = commands;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** Registers a webhook. */
    @Access(
            scope = Scope.WEBHOOKS,
            rate = RateCategory.WEBHOOK_REGISTRATION,
            answers = 201,
            errors = ErrorCode.VALIDATION_ERROR)
    @PostMapping
    ResponseEntity<WebhookResponse> register(@RequestBody RegisterRequest request, Caller caller) {
        WebhookRules.Registration wanted = rules.check(request);
        WebhookId id = new WebhookId(caller.newId(WebhookId.PREFIX));
        if (caller.isResumed()) {
            Optional<WebhookState> made = webhooks.find(id);
            if (made.isPresent()) {
                // The answer to the first try was never read, so the secret that was made has not been shown yet.
                return created(made.get(), wanted.secret() == null ? keys.reveal(made.get()) : null);
            }
        }
        WebhookKeys.Made made = keys.make(wanted.secret(), wanted.ed25519());
        try {
            commands.send(
                    new RegisterWebhook(
                            id, wanted.url(), wanted.events(), wanted.ordering(), wanted.description(), made.keys()),
                    caller.metadata());
        } catch (Refusal refusal) {
            keys.forget(made.keys());
            throw refusal;
        }
        return created(Webhooks.find(webhooks, id), made.shown());
    }

    /** Changes a webhook. */
    @Access(
            scope = Scope.WEBHOOKS,
            rate = RateCategory.CHANGE,
            errors = {ErrorCode.WEBHOOK_NOT_FOUND, ErrorCode.VALIDATION_ERROR})
    @PatchMapping("/{id}")
    ResponseEntity<WebhookResponse> change(
            @PathVariable String id, @RequestBody ChangeRequest request, IfMatch condition, Caller caller) {
        WebhookId webhook = Webhooks.id(id);
        Webhooks.find(webhooks, webhook);
        WebhookRules.Change wanted = rules.check(request);
        commands.send(
                new ChangeWebhook(
                        webhook,
                        condition.versions(),
                        wanted.url(),
                        wanted.events(),
                        wanted.ordering(),
                        wanted.description(),
                        wanted.enabled()),
                caller.metadata());
        return shown(webhook, null);
    }

    /** Ends a webhook. */
    @Access(scope = Scope.WEBHOOKS, rate = RateCategory.CHANGE, errors = ErrorCode.WEBHOOK_NOT_FOUND)
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id, IfMatch condition, Caller caller) {
        WebhookId webhook = Webhooks.id(id);
        List<SigningKey> held = Webhooks.find(webhooks, webhook).keys();
        commands.send(new DeleteWebhook(webhook, condition.versions()), caller.metadata());
        keys.forget(held);
        return ResponseEntity.noContent().build();
    }

    /** Gives a webhook a new secret; the old one signs beside it for a while. */
    @Access(
            scope = Scope.WEBHOOKS,
            rate = RateCategory.CHANGE,
            errors = {ErrorCode.WEBHOOK_NOT_FOUND, ErrorCode.VALIDATION_ERROR})
    @PostMapping("/{id}/rotate-secret")
    ResponseEntity<WebhookResponse> rotate(
            @PathVariable String id, @RequestBody(required = false) @Nullable RotateRequest request, Caller caller) {
        WebhookId webhook = Webhooks.id(id);
        WebhookState before = Webhooks.find(webhooks, webhook);
        WebhookRules.Rotation wanted = rules.check(request);
        boolean ed25519 = before.keys().stream().anyMatch(key -> key.kind() == SigningKey.Kind.ED25519);
        WebhookKeys.Made made = keys.make(wanted.secret(), ed25519);
        try {
            commands.send(new RotateWebhookSecret(webhook, made.keys(), wanted.overlap()), caller.metadata());
        } catch (Refusal refusal) {
            keys.forget(made.keys());
            throw refusal;
        }
        Instant now = clock.instant();
        // Those of earlier rotations that have had their time.
        keys.forget(before.keys().stream().filter(key -> !key.isLive(now)).toList());
        return shown(webhook, made.shown());
    }

    private ResponseEntity<WebhookResponse> created(WebhookState state, @Nullable String secret) {
        return ResponseEntity.created(URI.create(PATH + "/" + state.webhookId()))
                .header(HttpHeaders.ETAG, Webhooks.tag(state))
                .body(WebhookResponse.of(state, secret, clock.instant()));
    }

    private ResponseEntity<WebhookResponse> shown(WebhookId webhook, @Nullable String secret) {
        WebhookState state = Webhooks.find(webhooks, webhook);
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, Webhooks.tag(state))
                .body(WebhookResponse.of(state, secret, clock.instant()));
    }
}

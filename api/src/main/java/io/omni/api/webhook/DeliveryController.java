package io.omni.api.webhook;

import io.omni.api.edge.Access;
import io.omni.api.edge.Caller;
import io.omni.api.edge.ContentTag;
import io.omni.api.edge.ErrorCode;
import io.omni.api.edge.QueryParameters;
import io.omni.api.edge.RateCategory;
import io.omni.api.edge.Scope;
import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.webhook.RedeliverToWebhook;
import io.omni.command.webhook.ReplayToWebhook;
import io.omni.command.webhook.TestWebhook;
import io.omni.command.webhook.WebhookReader;
import io.omni.events.webhook.DeliveryId;
import io.omni.events.webhook.WebhookId;
import io.omni.events.webhook.WebhookState;
import io.omni.query.webhook.Delivery;
import io.omni.query.webhook.DeliveryPage;
import io.omni.query.webhook.WebhookPage;
import io.omni.query.webhook.WebhookQueries;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows webhooks and their deliveries, and has deliveries sent: as a test, once more, or a range of them again. */
@RestController
@RequestMapping(WebhookController.PATH)
class DeliveryController {
    private static final Set<String> STATUSES =
            Set.of("pending", "in_flight", "delivered", "parked", "failed", "cancelled");

    private final WebhookQueries queries;
    private final WebhookReader webhooks;
    private final WebhookRules rules;
    private final CommandDispatcher commands;
    private final Clock clock;
    private final ContentTag tag;

    DeliveryController(
            WebhookQueries queries,
            WebhookReader webhooks,
            WebhookRules rules,
            CommandDispatcher commands,
            Clock clock,
            ContentTag tag) {
        this.queries = queries;
        this.webhooks = webhooks;
        this.rules = rules;
        this.commands = commands;
        this.clock = clock;
        this.tag = tag;
    }

    /** A page of webhooks, newest first. */
    @Access(scope = Scope.READ, rate = RateCategory.READ)
    @GetMapping
    WebhookList list(
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String include) {
        int count = QueryParameters.limit(limit);
        boolean counted = QueryParameters.total(include);
        WebhookPage page = QueryParameters.paged(() -> queries.list(count, cursor));
        Instant now = clock.instant();
        List<WebhookResponse> shown = page.webhooks().stream()
                .map(state -> WebhookResponse.of(state, null, now))
                .toList();
        return new WebhookList(shown, page.nextCursor(), counted ? queries.count() : null);
    }

    /** One webhook. */
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.WEBHOOK_NOT_FOUND)
    @GetMapping("/{id}")
    ResponseEntity<WebhookResponse> get(@PathVariable String id) {
        WebhookState state = Webhooks.find(webhooks, Webhooks.id(id));
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, Webhooks.tag(state))
                .body(WebhookResponse.of(state, null, clock.instant()));
    }

    /** A page of a webhook's deliveries, newest first, each with its attempts. */
    @Access(scope = Scope.READ, rate = RateCategory.READ, errors = ErrorCode.WEBHOOK_NOT_FOUND)
    @GetMapping("/{id}/deliveries")
    DeliveryList deliveries(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String include) {
        if (status != null && !STATUSES.contains(status)) {
            throw QueryParameters.bad("status", "give pending, in_flight, delivered, parked, failed or cancelled");
        }
        int count = QueryParameters.limit(limit);
        boolean counted = QueryParameters.total(include);
        WebhookId webhook = Webhooks.id(id);
        Webhooks.find(webhooks, webhook);
        DeliveryPage page = QueryParameters.paged(() -> queries.deliveries(webhook, status, count, cursor));
        return new DeliveryList(
                page.deliveries(), page.nextCursor(), counted ? queries.countDeliveries(webhook, status) : null);
    }

    /** One delivery with its attempts. */
    @Access(
            scope = Scope.READ,
            rate = RateCategory.READ,
            errors = {ErrorCode.WEBHOOK_NOT_FOUND, ErrorCode.DELIVERY_NOT_FOUND})
    @GetMapping("/{id}/deliveries/{deliveryId}")
    ResponseEntity<Delivery> delivery(@PathVariable String id, @PathVariable String deliveryId) {
        WebhookId webhook = Webhooks.id(id);
        Webhooks.find(webhooks, webhook);
        return tag.tagged(find(webhook, deliveryId));
    }

    /** Sends a delivery of type {@code webhook.test}. */
    @Access(scope = Scope.WEBHOOKS, rate = RateCategory.CHANGE, answers = 202, errors = ErrorCode.WEBHOOK_NOT_FOUND)
    @PostMapping("/{id}/test")
    ResponseEntity<DeliveryAccepted> test(@PathVariable String id, Caller caller) {
        WebhookId webhook = Webhooks.id(id);
        DeliveryId delivery = new DeliveryId(caller.newId(DeliveryId.PREFIX));
        commands.send(new TestWebhook(webhook, delivery), caller.metadata());
        return accepted(webhook, delivery);
    }

    /** Sends a delivery once more, now. */
    @Access(
            scope = Scope.WEBHOOKS,
            rate = RateCategory.CHANGE,
            answers = 202,
            errors = {ErrorCode.WEBHOOK_NOT_FOUND, ErrorCode.DELIVERY_NOT_FOUND, ErrorCode.WEBHOOK_NOT_ACTIVE})
    @PostMapping("/{id}/deliveries/{deliveryId}/redeliver")
    ResponseEntity<DeliveryAccepted> redeliver(
            @PathVariable String id, @PathVariable String deliveryId, Caller caller) {
        WebhookId webhook = Webhooks.id(id);
        Webhooks.find(webhooks, webhook);
        DeliveryId delivery = new DeliveryId(find(webhook, deliveryId).deliveryId());
        commands.send(new RedeliverToWebhook(webhook, delivery), caller.metadata());
        return accepted(webhook, delivery);
    }

    /** Sends the deliveries of a range of time again. */
    @Access(
            scope = Scope.WEBHOOKS,
            rate = RateCategory.CHANGE,
            answers = 202,
            errors = {ErrorCode.WEBHOOK_NOT_FOUND, ErrorCode.VALIDATION_ERROR, ErrorCode.WEBHOOK_NOT_ACTIVE})
    @PostMapping("/{id}/replay")
    ResponseEntity<ReplayAccepted> replay(@PathVariable String id, @RequestBody ReplayRequest request, Caller caller) {
        WebhookId webhook = Webhooks.id(id);
        Webhooks.find(webhooks, webhook);
        WebhookRules.Range range = rules.check(request, clock.instant());
        boolean undeliveredOnly = Boolean.TRUE.equals(request.undeliveredOnly());
        commands.send(new ReplayToWebhook(webhook, range.since(), range.until(), undeliveredOnly), caller.metadata());
        return ResponseEntity.accepted()
                .location(URI.create(WebhookController.PATH + "/" + webhook + "/deliveries"))
                .body(new ReplayAccepted(webhook.value(), range.since(), range.until(), "replaying"));
    }

    private Delivery find(WebhookId webhook, String deliveryId) {
        if (!DeliveryId.isValid(deliveryId)) {
            throw noDelivery();
        }
        return queries.delivery(webhook, new DeliveryId(deliveryId)).orElseThrow(DeliveryController::noDelivery);
    }

    private static ResponseEntity<DeliveryAccepted> accepted(WebhookId webhook, DeliveryId delivery) {
        return ResponseEntity.accepted()
                .location(URI.create(WebhookController.PATH + "/" + webhook + "/deliveries/" + delivery))
                .body(new DeliveryAccepted(webhook.value(), delivery.value(), "pending"));
    }

    private static Refusal noDelivery() {
        return new Refusal("DELIVERY_NOT_FOUND", "this webhook has no such delivery; list its deliveries to find it");
    }
}

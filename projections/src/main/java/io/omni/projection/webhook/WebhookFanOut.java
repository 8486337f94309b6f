package io.omni.projection.webhook;

import io.omni.events.EventTypes;
import io.omni.events.webhook.DeliveryId;
import io.omni.events.webhook.EventPattern;
import io.omni.events.webhook.Ordering;
import io.omni.events.webhook.WebhookDeleted;
import io.omni.events.webhook.WebhookDisabled;
import io.omni.events.webhook.WebhookEnabled;
import io.omni.events.webhook.WebhookEvent;
import io.omni.events.webhook.WebhookPaused;
import io.omni.events.webhook.WebhookRedeliveryRequested;
import io.omni.events.webhook.WebhookRegistered;
import io.omni.events.webhook.WebhookReplayRequested;
import io.omni.events.webhook.WebhookSecretRotated;
import io.omni.events.webhook.WebhookState;
import io.omni.events.webhook.WebhookTestRequested;
import io.omni.events.webhook.WebhookUpdated;
import io.omni.projection.fanout.FanOutTarget;
import io.omni.projection.fanout.PublicData;
import io.omni.projection.fanout.PublishedEvent;
import io.omni.projection.retention.MonthPartitions;
import io.omni.projection.webhook.DeliveryTable.Message;
import io.omni.projection.webhook.MessageBodies.Content;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a delivery for every event and every webhook that subscribes to it, and applies what happens to webhooks themselves, all in the
 * order of the store: a delivery belongs to the webhook as it was at its event.
 */
@Component
class WebhookFanOut implements FanOutTarget {
    private static final List<String> TABLES = List.of("webhook_message", "webhook_delivery", "webhook_attempt");
    private static final String OWN_EVENTS = "webhook.";

    private final EndpointTable endpoints;
    private final DeliveryTable deliveries;
    private final MessageBodies bodies;
    private final PublicData publicData;
    private final MonthPartitions partitions;
    private final JsonMapper mapper;

    WebhookFanOut(
            @Qualifier("processingDataSource") DataSource dataSource,
            @Qualifier("eventMapper") JsonMapper mapper,
            PublicData publicData,
            MonthPartitions partitions) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        this.endpoints = new EndpointTable(jdbc, mapper);
        this.deliveries = new DeliveryTable(jdbc);
        this.bodies = new MessageBodies(mapper);
        this.publicData = publicData;
        this.partitions = partitions;
        this.mapper = mapper;
    }

    @Override
    public String name() {
        return "webhooks";
    }

    @Override
    public void accept(List<PublishedEvent> batch) {
        Batch work = new Batch(endpoints.all());
        for (PublishedEvent event : batch) {
            if (EventTypes.isPublic(event.type())) {
                work.deliver(event);
            }
            if (event.type().startsWith(OWN_EVENTS)) {
                work.apply(event);
            }
        }
        work.write();
    }

    private final class Batch {
        private final Map<String, WebhookState> webhooks;
        private final Map<String, Message> messages = new LinkedHashMap<>();
        private final List<DueDelivery> due = new ArrayList<>();

        Batch(Map<String, WebhookState> webhooks) {
            this.webhooks = webhooks;
        }

        void deliver(PublishedEvent event) {
            boolean wanted = false;
            for (WebhookState webhook : webhooks.values()) {
                if (EventPattern.anyMatches(webhook.events(), event.type())) {
                    wanted = true;
                    due.add(new DueDelivery(
                            DeliveryId.of(event.eventId(), webhook.webhookId()),
                            webhook,
                            event.eventId(),
                            event.type(),
                            event.subject(),
                            event.sequence(),
                            event.occurredAt(),
                            false));
                }
            }
            if (wanted) {
                say(event.eventId(), event.type(), event, publicData.of(event));
            }
        }

        void apply(PublishedEvent published) {
            WebhookEvent event = (WebhookEvent) mapper.readValue(
                    published.data(),
                    EventTypes.byWireName(published.type()).orElseThrow().payloadType());
            String id = event.webhookId().value();
            WebhookState before = webhooks.get(id);
            WebhookState after = WebhookState.evolve(before, event, published.occurredAt());
            if (event instanceof WebhookTestRequested test) {
                test(after, test, published);
            } else {
                // What has been gathered so far belongs to the time before.
                write();
                follow(event, before);
            }
            endpoints.write(after, published.sequence());
            if (after.isDeleted()) {
                webhooks.remove(id);
            } else {
                webhooks.put(id, after);
            }
        }

        void write() {
            if (due.isEmpty()) {
                return;
            }
            Set<Instant> times = new TreeSet<>();
            messages.values().forEach(message -> times.add(message.createdAt()));
            TABLES.forEach(table -> partitions.ensure(table, times));
            deliveries.writeMessages(messages);
            deliveries.writeDeliveries(due);
            messages.clear();
            due.clear();
        }

        private void test(WebhookState webhook, WebhookTestRequested test, PublishedEvent published) {
            String message = test.messageId();
            String data = mapper.writeValueAsString(Map.of(
                    "webhook_id", webhook.webhookId().value(), "message", "A test: the endpoint can be reached."));
            due.add(new DueDelivery(
                    test.deliveryId(),
                    webhook,
                    message,
                    WebhookTestRequested.DELIVERED_TYPE,
                    published.subject(),
                    published.sequence(),
                    published.occurredAt(),
                    true));
            say(message, WebhookTestRequested.DELIVERED_TYPE, published, data);
        }

        private void say(String id, String type, PublishedEvent event, String data) {
            byte[] body = bodies.write(new Content(
                    id,
                    type,
                    event.sequence(),
                    event.subject(),
                    event.service(),
                    event.occurredAt(),
                    event.actor(),
                    event.traceId(),
                    data));
            messages.put(id, new Message(event.occurredAt(), body));
        }

        private void follow(WebhookEvent event, WebhookState before) {
            String id = event.webhookId().value();
            switch (event) {
                case WebhookPaused _ -> deliveries.hold(id);
                case WebhookEnabled _ -> {
                    endpoints.forgive(id);
                    deliveries.goOn(id);
                }
                case WebhookDisabled _ -> {
                    endpoints.forgive(id);
                    deliveries.park(id);
                }
                case WebhookDeleted _ -> deliveries.cancel(id);
                case WebhookUpdated e -> {
                    if (before.ordering() == Ordering.FIFO && e.ordering() == Ordering.UNORDERED) {
                        deliveries.unblock(id);
                    }
                    if (!before.url().equals(e.url())) {
                        // Another endpoint: what the one before did isn't held against it.
                        endpoints.forgive(id);
                    }
                }
                case WebhookRedeliveryRequested e ->
                    deliveries.redeliver(id, e.deliveryId().value());
                case WebhookReplayRequested e -> deliveries.replay(id, e.since(), e.until(), e.undeliveredOnly());
                case WebhookRegistered _, WebhookSecretRotated _, WebhookTestRequested _ -> {
                    // Nothing about deliveries.
                }
            }
        }
    }
}

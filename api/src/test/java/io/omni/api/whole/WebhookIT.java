package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Webhooks from registration to retention of what was parked, over HTTP, against endpoints on this machine. */
@ExtendWith(SharedOmni.class)
@Timeout(120)
class WebhookIT {
    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WebhookSink sink = new WebhookSink();
    private final List<String> registered = new ArrayList<>();
    private Api api;
    private JdbcTemplate jdbc;

    @BeforeEach
    void reach(RunningOmni omni) {
        api = omni.api();
        jdbc = new JdbcTemplate(omni.bean("dataSource", HikariDataSource.class));
    }

    @AfterEach
    void close() {
        registered.forEach(id -> api.delete(WEBHOOKS + "/" + id));
        sink.close();
        assertThat(sink.unverified()).as("deliveries that don't verify").isEmpty();
    }

    @Test
    void an_event_arrives_signed_at_everyone_who_subscribes_to_it_and_nowhere_else() {
        String all = register("/all", "webhook.*", "");
        register("/other", "pipeline.*", "");

        String subject = change();

        WebhookSink.Received update = arrived("/all", "webhook.updated", subject);
        assertThat(update.json().path("data").path("webhook_id").asString()).isEqualTo(subject);
        assertThat(update.json().path("timestamp").asString()).isNotEmpty();
        JsonNode delivery = delivery(all, update.id());
        assertThat(delivery.path("status").asString()).isEqualTo("delivered");
        assertThat(delivery.path("attempts")).hasSize(1);
        assertThat(delivery.path("attempts").get(0).path("outcome").asString()).isEqualTo("delivered");
        assertThat(delivery.path("attempts").get(0).path("status_code").asInt()).isEqualTo(204);
        assertThat(sink.at("/other")).isEmpty();
        Waiting.until(
                "the attempt is in the ledger",
                PATIENCE,
                () -> api.read("/api/v1/stardust/packets?entity_type=webhook&entity_id=" + all)
                        .toString(),
                packets -> packets.contains("\"webhook_attempt\""));
        assertThat(new String(sink.at("/all").getFirst().body())).doesNotContain("secret_ref");
    }

    @Test
    void a_secret_that_the_server_made_is_shown_once_and_signs() {
        Api.Answer answer = api.post(WEBHOOKS, """
                {"url": "%s", "events": ["pipeline.completed"], "ed25519": true}""".formatted(sink.url("/made")));
        String id = answer.json().path("webhook_id").asString();
        registered.add(id);
        String secret = answer.json().path("secret").asString();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(WEBHOOKS + "/" + id);
        assertThat(secret).startsWith("whsec_");
        JsonNode read = api.read(WEBHOOKS + "/" + id);
        assertThat(read.has("secret")).isFalse();
        assertThat(read.path("keys").get(1).path("public_key").asString()).startsWith("whpk_");
        sink.expecting("/made", secret);
        Api.Answer test = api.post(WEBHOOKS + "/" + id + "/test");
        assertThat(test.status()).isEqualTo(202);
        JsonNode delivery = api.read(test.header("Location"));
        assertThat(delivery.path("delivery_id")).isEqualTo(test.json().path("delivery_id"));
        assertThat(delivery.path("type").asString()).isEqualTo("webhook.test");
        assertThat(arrived("/made", "webhook.test", id).headers().get("webhook-signature"))
                .contains("v1,", " v1a,");
        assertThat(new Store((HikariDataSource) jdbc.getDataSource()).columnsWith(secret))
                .isEmpty();
    }

    @Test
    void a_failed_attempt_is_tried_again_with_the_same_id_and_bytes_also_across_a_rotation() {
        AtomicInteger calls = new AtomicInteger();
        sink.answering("/flaky", _ -> calls.incrementAndGet() == 1 ? 500 : 200);
        String id = register("/flaky", "webhook.paused", "");
        String subject = register("/quiet", "pipeline.failed", "");
        patch(subject, "{\"status\": \"paused\"}");
        arrived("/flaky", "webhook.paused", subject);
        awaitDelivery(id, "pending", 1);

        Api.Answer rotated = api.post(WEBHOOKS + "/" + id + "/rotate-secret", "{\"overlap_seconds\": 60}");
        String fresh = rotated.json().path("secret").asString();
        sink.expecting("/flaky", WebhookSink.SECRET, fresh);
        awaitKeys(id);
        hurry(id);

        JsonNode delivery = awaitDelivery(id, "delivered", 2);
        List<WebhookSink.Received> tries = sink.at("/flaky");
        assertThat(tries).hasSize(2);
        assertThat(tries.get(1).id()).isEqualTo(tries.getFirst().id());
        assertThat(tries.get(1).body()).isEqualTo(tries.getFirst().body());
        assertThat(tries.get(1).headers().get("webhook-signature").split(" ")).hasSize(2);
        assertThat(delivery.path("attempts").get(0).path("outcome").asString()).isEqualTo("server_error");
        assertThat(delivery.path("attempts").get(0).path("error").asString()).isEqualTo("answered 500");
    }

    @Test
    void after_a_410_the_webhook_is_disabled_and_what_comes_is_parked_until_it_is_replayed() {
        sink.answering("/gone", _ -> 410);
        String id = register("/gone", "webhook.updated", "");
        String first = change();
        awaitStatus(id, "disabled");
        assertThat(api.read(WEBHOOKS + "/" + id).path("disabled_reason").asString())
                .isEqualTo("gone");
        String second = change();
        awaitDeliveries(id, "parked", 2);
        assertThat(api.post(WEBHOOKS + "/" + id + "/replay", "{\"since\": \"2026-01-01T00:00:00Z\"}")
                        .errorCode())
                .isEqualTo("WEBHOOK_NOT_ACTIVE");

        sink.answering("/gone", _ -> 200);
        patch(id, "{\"status\": \"active\"}");
        assertThat(api.post(WEBHOOKS + "/" + id + "/replay", "{\"since\": \"2026-01-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(202);

        awaitDeliveries(id, "delivered", 2);
        arrived("/gone", "webhook.updated", second);
        assertThat(sink.at("/gone").stream().filter(r -> subject(r).equals(first)))
                .hasSize(2);
    }

    @Test
    void after_five_days_of_nothing_but_failures_it_is_disabled_and_one_success_starts_the_clock_again() {
        sink.answering("/bad", _ -> 500);
        String id = register("/bad", "webhook.updated", "");
        change();
        awaitDelivery(id, "pending", 1);
        jdbc.update(
                "UPDATE webhook_health SET failing_since = now() - interval '4 days 23 hours' WHERE webhook_id = ?",
                id);
        hurry(id);
        awaitDelivery(id, "pending", 2);
        assertThat(api.read(WEBHOOKS + "/" + id).path("status").asString()).isEqualTo("active");

        jdbc.update("UPDATE webhook_health SET failing_since = now() - interval '5 days' WHERE webhook_id = ?", id);
        hurry(id);

        awaitStatus(id, "disabled");
        assertThat(api.read(WEBHOOKS + "/" + id).path("disabled_reason").asString())
                .isEqualTo("failing");
        awaitDeliveries(id, "parked", 1);
        sink.answering("/bad", _ -> 200);
        patch(id, "{\"status\": \"active\"}");
        change();
        awaitDeliveries(id, "delivered", 1);
        assertThat(jdbc.queryForObject(
                        "SELECT failing_since IS NULL FROM webhook_health WHERE webhook_id = ?", Boolean.class, id))
                .isTrue();
    }

    @Test
    void a_redelivery_keeps_the_id_and_leaves_the_schedule_alone() {
        sink.answering("/again", _ -> 500);
        String id = register("/again", "webhook.updated", "");
        change();
        JsonNode waiting = awaitDelivery(id, "pending", 1);
        // Far enough off that it doesn't come due by itself meanwhile.
        jdbc.update("UPDATE webhook_delivery SET next_attempt_at = now() + interval '1 hour' WHERE webhook_id = ?", id);
        String due = deliveries(id).get(0).path("next_attempt_at").asString();
        String path = WEBHOOKS + "/" + id + "/deliveries/"
                + waiting.path("delivery_id").asString() + "/redeliver";

        assertThat(api.post(path).status()).isEqualTo(202);
        JsonNode after = awaitDelivery(id, "pending", 2);
        assertThat(after.path("next_attempt_at").asString()).isEqualTo(due);

        sink.answering("/again", _ -> 200);
        api.post(path);
        awaitDelivery(id, "delivered", 3);
        assertThat(sink.at("/again").stream().map(WebhookSink.Received::id).distinct())
                .hasSize(1);
        assertThat(api.post(WEBHOOKS + "/" + id + "/deliveries/dlv_0/redeliver").errorCode())
                .isEqualTo("DELIVERY_NOT_FOUND");
    }

    @Test
    void a_paused_webhook_gets_everything_once_it_is_enabled_again() {
        String id = register("/paused", "webhook.updated", "");
        patch(id, "{\"status\": \"paused\"}");
        String subject = change();
        awaitDeliveries(id, "pending", 1);
        assertThat(deliveries(id).get(0).path("reason").asString()).isEqualTo("webhook_paused");
        assertThat(sink.at("/paused")).isEmpty();

        patch(id, "{\"status\": \"active\"}");

        arrived("/paused", "webhook.updated", subject);
    }

    @Test
    void in_order_means_that_nothing_of_a_subject_overtakes_what_failed_and_other_subjects_go_on() {
        String one = register("/quiet", "pipeline.failed", "");
        AtomicInteger calls = new AtomicInteger();
        sink.answering("/fifo", r -> subject(r).equals(one) && calls.incrementAndGet() == 1 ? 500 : 200);
        String id = register("/fifo", "webhook.updated", ", \"ordering\": \"fifo\"");
        for (int i = 0; i < 3; i++) {
            patch(one, "{\"description\": \"" + i + "\"}");
        }
        String other = change();
        arrived("/fifo", "webhook.updated", other);
        Waiting.until("the first has failed", PATIENCE, calls::get, n -> n >= 1);
        assertThat(sink.at("/fifo").stream().filter(r -> subject(r).equals(one)))
                .hasSizeLessThanOrEqualTo(1);

        awaitDeliveries(id, "pending", 3);
        hurry(id);

        awaitDeliveries(id, "delivered", 4);
        List<Long> order = sink.at("/fifo").stream()
                .filter(r -> subject(r).equals(one))
                .map(r -> r.json().path("sequence").asLong())
                .toList();
        assertThat(order).hasSize(4).isSorted();
    }

    @Test
    void an_endpoint_that_hangs_delays_nobody_else() {
        CountDownLatch end = new CountDownLatch(1);
        sink.answering("/hangs", _ -> end.await(100, TimeUnit.SECONDS) ? 200 : -1);
        String hanging = register("/hangs", "webhook.updated", "");
        String well = register("/well", "webhook.updated", "");
        String subject = register("/quiet", "pipeline.failed", "");
        patch(hanging, "{\"status\": \"paused\"}");
        patch(well, "{\"status\": \"paused\"}");
        for (int i = 0; i < 40; i++) {
            patch(subject, "{\"description\": \"" + i + "\"}");
        }
        awaitDeliveries(hanging, "pending", 40);
        awaitDeliveries(well, "pending", 40);

        patch(hanging, "{\"status\": \"active\"}");
        patch(well, "{\"status\": \"active\"}");

        awaitDeliveries(well, "delivered", 40);
        assertThat(sink.at("/hangs").size()).as("the cap per endpoint").isLessThanOrEqualTo(16);
        assertThat(deliveries(hanging))
                .noneMatch(d -> d.path("status").asString().equals("delivered"));
        end.countDown();
        awaitDeliveries(hanging, "delivered", 40);
    }

    @Test
    void what_a_dead_node_held_is_tried_again_and_its_attempt_says_so() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        sink.answering("/dead", _ -> calls.incrementAndGet() > 1 || end.await(100, TimeUnit.SECONDS) ? 200 : -1);
        String id = register("/dead", "webhook.updated", "");
        change();
        awaitDelivery(id, "in_flight", 1);

        jdbc.update("UPDATE webhook_delivery SET lease_until = now() - interval '1 second' WHERE webhook_id = ?", id);

        JsonNode delivery = awaitDelivery(id, "delivered", 2);
        assertThat(delivery.path("attempts").get(0).path("outcome").asString()).isEqualTo("crashed");
        end.countDown();
        // What the one without a lease comes back with changes nothing.
        assertThat(awaitDelivery(id, "delivered", 2)
                        .path("attempts")
                        .get(0)
                        .path("outcome")
                        .asString())
                .isEqualTo("crashed");
    }

    @Test
    void every_broken_field_is_named_at_once() {
        Api.Answer answer = api.post(WEBHOOKS, """
                {"url": "http://169.254.169.254/", "events": ["nothing.*", "branch.leased", "stardust.checkpoint"],
                 "secret": "fifteen_charact", "ordering": "sometimes"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("error").path("details"))
                .extracting(d -> d.path("field").asString())
                .containsExactlyInAnyOrder("url", "events[0]", "events[1]", "secret", "ordering");
        assertThat(answer.text()).doesNotContain("fifteen_charact");
        assertThat(api.post(
                                WEBHOOKS,
                                "{\"url\": \"https://example.com/%s\", \"events\": [\"*\"]}"
                                        .formatted("a".repeat(10_000)))
                        .status())
                .isEqualTo(422);
        assertThat(api.post(WEBHOOKS, "{\"urls\": 1}").status()).isEqualTo(400);
        assertThat(api.get(WEBHOOKS + "/wh_0").errorCode()).isEqualTo("WEBHOOK_NOT_FOUND");
    }

    @Test
    void a_change_to_a_version_that_is_over_is_refused_and_a_deleted_webhook_is_gone() {
        String id = register("/versions", "pipeline.failed", "");
        Api.Answer read = api.get(WEBHOOKS + "/" + id);
        assertThat(read.header("ETag")).isEqualTo("\"1\"");

        assertThat(api.patch(WEBHOOKS + "/" + id, "{\"description\": \"a\"}", "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(api.patch(WEBHOOKS + "/" + id, "{\"description\": \"b\"}", "\"1\"")
                        .errorCode())
                .isEqualTo("PRECONDITION_FAILED");
        assertThat(api.delete(WEBHOOKS + "/" + id).status()).isEqualTo(204);
        assertThat(api.get(WEBHOOKS + "/" + id).errorCode()).isEqualTo("WEBHOOK_NOT_FOUND");
        assertThat(api.delete(WEBHOOKS + "/" + id).errorCode()).isEqualTo("WEBHOOK_NOT_FOUND");
        assertThat(api.post(WEBHOOKS + "/" + id + "/test").errorCode()).isEqualTo("WEBHOOK_NOT_FOUND");
    }

    @Test
    void deliveries_are_listed_newest_first_page_by_page() {
        String id = register("/pages", "webhook.updated", "");
        String subject = register("/quiet", "pipeline.failed", "");
        for (int i = 0; i < 5; i++) {
            patch(subject, "{\"description\": \"" + i + "\"}");
        }
        awaitDeliveries(id, "delivered", 5);

        List<Long> sequences = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.read(WEBHOOKS + "/" + id + "/deliveries?limit=2&include=total" + cursor);
            assertThat(page.path("total").asInt()).isEqualTo(5);
            page.path("deliveries")
                    .forEach(d -> sequences.add(d.path("sequence").asLong()));
            cursor = page.path("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.path("next_cursor").asString();
        } while (cursor != null);

        assertThat(sequences).hasSize(5).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(api.read(WEBHOOKS + "/" + id + "/deliveries?status=pending&include=total")
                        .path("total")
                        .asInt(-1))
                .isZero();
        String one = WEBHOOKS + "/" + id + "/deliveries/"
                + deliveries(id).get(0).path("delivery_id").asString();
        String before = api.get(one).header("ETag");
        assertThat(before).isNotEmpty().isEqualTo(api.get(one).header("ETag"));
        api.post(one + "/redeliver");
        Waiting.until("it has another tag", PATIENCE, () -> api.get(one).header("ETag"), tag -> !tag.equals(before));
        assertThat(api.get(WEBHOOKS + "/" + id + "/deliveries?status=lost").status())
                .isEqualTo(400);
    }

    private String register(String path, String pattern, String more) {
        Api.Answer answer = api.post(WEBHOOKS, """
                {"url": "%s", "events": ["%s"], "secret": "%s"%s}""".formatted(sink.url(path), pattern, WebhookSink.SECRET, more));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        String id = answer.json().path("webhook_id").asString();
        registered.add(id);
        return id;
    }

    /** Makes one event of type {@code webhook.updated} and gives its subject. */
    private String change() {
        String subject = register("/quiet", "pipeline.failed", "");
        patch(subject, "{\"description\": \"changed\"}");
        return subject;
    }

    private void patch(String id, String body) {
        Api.Answer answer = api.patch(WEBHOOKS + "/" + id, body, null);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    /** Makes what waits for its next attempt due now. */
    private void hurry(String id) {
        jdbc.update(
                "UPDATE webhook_delivery SET next_attempt_at = now() WHERE webhook_id = ? AND status = 'pending'", id);
    }

    private void awaitKeys(String id) {
        Waiting.until(
                "both keys sign",
                PATIENCE,
                () -> jdbc.queryForObject("SELECT state FROM webhook_endpoint WHERE webhook_id = ?", String.class, id),
                state -> Api.JSON.readTree(state).path("keys").size() == 2);
    }

    private void awaitStatus(String id, String status) {
        Waiting.until(
                id + " is " + status,
                PATIENCE,
                () -> api.read(WEBHOOKS + "/" + id).path("status").asString(),
                status::equals);
    }

    private List<JsonNode> deliveries(String id) {
        List<JsonNode> deliveries = new ArrayList<>();
        api.read(WEBHOOKS + "/" + id + "/deliveries?limit=200")
                .path("deliveries")
                .forEach(deliveries::add);
        return deliveries;
    }

    private JsonNode delivery(String id, String event) {
        return Waiting.until(
                "the delivery of " + event,
                PATIENCE,
                () -> deliveries(id).stream()
                        .filter(d -> d.path("event_id").asString().equals(event))
                        .findFirst()
                        .orElse(Api.JSON.createObjectNode()),
                d -> d.path("status").asString("").equals("delivered"));
    }

    private void awaitDeliveries(String id, String status, int count) {
        Waiting.until(
                count + " deliveries are " + status,
                PATIENCE,
                () -> deliveries(id),
                all -> all.stream()
                                .filter(d -> d.path("status").asString().equals(status))
                                .count()
                        >= count);
    }

    /** The only delivery, with this status after so many attempts. */
    private JsonNode awaitDelivery(String id, String status, int attempts) {
        return Waiting.until(
                        "the delivery is " + status + " after " + attempts,
                        PATIENCE,
                        () -> deliveries(id),
                        all -> all.size() == 1
                                && all.getFirst().path("status").asString().equals(status)
                                && all.getFirst().path("attempts").size() == attempts)
                .getFirst();
    }

    private WebhookSink.Received arrived(String path, String type, String subject) {
        return Waiting.until(
                        type + " of " + subject + " arrives at " + path,
                        PATIENCE,
                        () -> sink.at(path).stream()
                                .filter(r -> r.type().equals(type) && subject(r).equals(subject))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static String subject(WebhookSink.Received received) {
        return received.json().path("subject").asString();
    }
}

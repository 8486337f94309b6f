package io.omni.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.command.Refusal;
import io.omni.events.webhook.DeliveryId;
import io.omni.events.webhook.DisableReason;
import io.omni.events.webhook.Ordering;
import io.omni.events.webhook.SigningKey;
import io.omni.events.webhook.WebhookDeleted;
import io.omni.events.webhook.WebhookDisabled;
import io.omni.events.webhook.WebhookEnabled;
import io.omni.events.webhook.WebhookEvent;
import io.omni.events.webhook.WebhookId;
import io.omni.events.webhook.WebhookPaused;
import io.omni.events.webhook.WebhookRegistered;
import io.omni.events.webhook.WebhookSecretRotated;
import io.omni.events.webhook.WebhookState;
import io.omni.events.webhook.WebhookTestRequested;
import io.omni.events.webhook.WebhookUpdated;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookDeciderTest {
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00Z");
    private static final WebhookId ID = WebhookId.next();
    private static final SigningKey KEY =
            new SigningKey(SigningKey.Kind.HMAC, "secret_1", "0123456789abcdef", null, null);

    @Test
    void a_change_that_changes_nothing_is_no_event() {
        assertThat(decide(given(), new ChangeWebhook(ID, null, "https://example.com/a", null, null, null, true)))
                .isEmpty();
    }

    @Test
    void what_is_not_named_stays_as_it_is() {
        assertThat(decide(given(), new ChangeWebhook(ID, Set.of(1L), null, null, Ordering.FIFO, "new", false)))
                .containsExactly(
                        new WebhookUpdated(ID, "https://example.com/a", List.of("*"), Ordering.FIFO, "new"),
                        new WebhookPaused(ID));
        assertThat(decide(given(), new ChangeWebhook(ID, null, null, null, null, "", null)))
                .containsExactly(
                        new WebhookUpdated(ID, "https://example.com/a", List.of("*"), Ordering.UNORDERED, null));
    }

    @Test
    void another_version_is_refused_and_changes_nothing() {
        assertThatThrownBy(() -> decide(given(), new ChangeWebhook(ID, Set.of(7L), null, null, null, "x", null)))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("PRECONDITION_FAILED"));
        assertThatThrownBy(() -> decide(given(), new DeleteWebhook(ID, Set.of(7L))))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("PRECONDITION_FAILED"));
    }

    @Test
    void the_platform_gives_up_on_an_active_webhook_once_and_leaves_what_a_person_has_decided() {
        DisableWebhook command = new DisableWebhook(ID, DisableReason.GONE);
        WebhookDisabled disabled = new WebhookDisabled(ID, DisableReason.GONE);

        assertThat(decide(given(), command)).containsExactly(disabled);
        assertThat(decide(given(disabled), command)).isEmpty();
        assertThat(decide(given(new WebhookPaused(ID)), command)).isEmpty();
        assertThat(decide(given(disabled), new ChangeWebhook(ID, null, null, null, null, null, true)))
                .containsExactly(new WebhookEnabled(ID));
    }

    @Test
    void redelivery_and_replay_need_an_active_webhook_and_a_test_does_not() {
        WebhookState paused = given(new WebhookPaused(ID));
        DeliveryId delivery = DeliveryId.next();

        assertThatThrownBy(() -> decide(paused, new RedeliverToWebhook(ID, delivery)))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("WEBHOOK_NOT_ACTIVE"));
        assertThatThrownBy(() -> decide(paused, new ReplayToWebhook(ID, T0, T0.plusSeconds(1), false)))
                .isInstanceOf(Refusal.class);
        assertThat(decide(paused, new TestWebhook(ID, delivery)))
                .containsExactly(new WebhookTestRequested(ID, delivery));
    }

    @Test
    void the_overlap_of_a_rotation_is_counted_from_now() {
        assertThat(decide(given(), new RotateWebhookSecret(ID, List.of(KEY), Duration.ofHours(24))))
                .containsExactly(new WebhookSecretRotated(ID, List.of(KEY), T0.plus(Duration.ofHours(24))));
    }

    @Test
    void a_deleted_webhook_is_not_there() {
        WebhookState deleted = given(new WebhookDeleted(ID));

        assertThatThrownBy(() -> decide(deleted, new TestWebhook(ID, DeliveryId.next())))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("WEBHOOK_NOT_FOUND"));
        assertThatThrownBy(() -> decide(deleted, new DeleteWebhook(ID, null))).isInstanceOf(Refusal.class);
    }

    private static List<WebhookEvent> decide(WebhookState state, WebhookCommand command) {
        return WebhookDecider.decide(state, command, T0);
    }

    private static WebhookState given(WebhookEvent... events) {
        WebhookState state = WebhookState.evolve(
                null,
                new WebhookRegistered(
                        ID, "https://example.com/a", List.of("*"), Ordering.UNORDERED, "old", List.of(KEY)),
                T0);
        for (WebhookEvent event : events) {
            state = WebhookState.evolve(state, event, T0);
        }
        return state;
    }
}

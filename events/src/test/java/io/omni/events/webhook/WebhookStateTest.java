package io.omni.events.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookStateTest {
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00Z");
    private static final WebhookId ID = WebhookId.next();

    @Test
    void a_registered_webhook_is_active() {
        WebhookState state = registered();

        assertThat(state.status()).isEqualTo(WebhookStatus.ACTIVE);
        assertThat(state.version()).isEqualTo(1);
        assertThat(state.createdAt()).isEqualTo(T0);
    }

    @Test
    void enabling_forgets_why_it_was_disabled() {
        WebhookState disabled =
                WebhookState.evolve(registered(), new WebhookDisabled(ID, DisableReason.GONE), T0.plusSeconds(1));
        assertThat(disabled.disabledReason()).isEqualTo(DisableReason.GONE);

        WebhookState enabled = WebhookState.evolve(disabled, new WebhookEnabled(ID), T0.plusSeconds(2));

        assertThat(enabled.isActive()).isTrue();
        assertThat(enabled.disabledReason()).isNull();
        assertThat(enabled.updatedAt()).isEqualTo(T0.plusSeconds(2));
    }

    @Test
    void rotated_keys_sign_beside_the_new_one_until_their_end_and_a_second_rotation_does_not_prolong_them() {
        Instant firstEnd = T0.plus(Duration.ofHours(24));
        WebhookState once =
                WebhookState.evolve(registered(), new WebhookSecretRotated(ID, List.of(key("b")), firstEnd), T0);
        WebhookState twice = WebhookState.evolve(
                once, new WebhookSecretRotated(ID, List.of(key("c")), T0.plus(Duration.ofDays(7))), T0.plusSeconds(10));

        assertThat(twice.keys()).extracting(SigningKey::fingerprint).containsExactly("c", "b", "a");
        assertThat(twice.keys().get(2).validUntil()).isEqualTo(firstEnd);
        assertThat(twice.keys().get(2).isLive(firstEnd)).isFalse();

        WebhookState later = WebhookState.evolve(
                twice, new WebhookSecretRotated(ID, List.of(key("d")), firstEnd.plusSeconds(9)), firstEnd);
        assertThat(later.keys()).extracting(SigningKey::fingerprint).containsExactly("d", "c", "b");
    }

    @Test
    void a_history_begins_with_its_registration() {
        assertThatThrownBy(() -> WebhookState.evolve(null, new WebhookPaused(ID), T0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_delivery_of_an_event_to_a_webhook_has_one_id_only() {
        DeliveryId first = DeliveryId.of("evt_01hzy3v7q8f9k2m4n6p8r0s2t4", ID);

        assertThat(first).isEqualTo(DeliveryId.of("evt_01hzy3v7q8f9k2m4n6p8r0s2t4", ID));
        assertThat(first).isNotEqualTo(DeliveryId.of("evt_01hzy3v7q8f9k2m4n6p8r0s2t4", WebhookId.next()));
        assertThat(first.value()).startsWith("dlv_01hzy3v7q8").hasSize(30);
        assertThat(DeliveryId.of("no-ulid", ID).value()).matches("dlv_[0-9a-z]{16}");
    }

    @ParameterizedTest
    @CsvSource({
        "pipeline.completed, pipeline.completed, true",
        "pipeline.completed, pipeline.completed_again, false",
        "pipeline.*, pipeline.stage.completed, true",
        "pipeline.stage.*, pipeline.started, false",
        "pipeline.*, pipelines.started, false",
        "*, service.restarted, true"
    })
    void patterns_take_a_type_or_all_below_a_name(String pattern, String type, boolean taken) {
        assertThat(EventPattern.matches(pattern, type)).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "pipeline.", "*.completed", "pipeline.*.x", "Pipeline.started", "pipe line", "**", "a*"})
    void what_is_no_pattern_is_none(String text) {
        assertThat(EventPattern.isValid(text)).isFalse();
    }

    private static WebhookState registered() {
        return WebhookState.evolve(
                null,
                new WebhookRegistered(
                        ID, "https://example.com/hook", List.of("*"), Ordering.UNORDERED, null, List.of(key("a"))),
                T0);
    }

    private static SigningKey key(String fingerprint) {
        return new SigningKey(SigningKey.Kind.HMAC, "secret_1", fingerprint, null, null);
    }
}

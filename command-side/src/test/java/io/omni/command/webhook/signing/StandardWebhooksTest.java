package io.omni.command.webhook.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.omni.events.webhook.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {
    private static final byte[] BODY =
            "{\"type\":\"pipeline.completed\",\"data\":\"ü\"}".getBytes(StandardCharsets.UTF_8);
    private static final String ID = "evt_01hzy3v7q8f9k2m4n6p8r0s2t4";
    // The X.509 form of an Ed25519 key is this and its 32 bytes (RFC 8410).
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    @Test
    void the_published_vector_holds() {
        Map<String, String> headers = StandardWebhooks.headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1614265330),
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8),
                List.of(shared("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));

        assertThat(headers)
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void an_independent_library_takes_either_kind_of_secret_and_each_of_several() throws Exception {
        String made = SigningSecret.random(new SecureRandom()).text();
        String own = "webhook_signing_secret";
        Instant now = Clock.systemUTC().instant();

        Map<String, String> headers = StandardWebhooks.headers(ID, now, BODY, List.of(shared(made), shared(own)));

        assertThat(headers.get("webhook-signature").split(" ")).hasSize(2);
        assertThatCode(() -> verify(new Webhook(made), headers, BODY)).doesNotThrowAnyException();
        assertThatCode(() -> verify(new Webhook(own.getBytes(StandardCharsets.UTF_8)), headers, BODY))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(new Webhook(made), headers, "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void an_ed25519_signature_stands_beside_the_shared_one_and_verifies_with_the_public_key_alone() throws Exception {
        SigningKeyPair.Made pair = SigningKeyPair.make();
        Instant now = Instant.ofEpochSecond(1614265330);

        String signatures = StandardWebhooks.headers(
                        ID,
                        now,
                        BODY,
                        List.of(
                                shared("webhook_signing_secret"),
                                new StandardWebhooks.Key(SigningKey.Kind.ED25519, pair.privateKey())))
                .get("webhook-signature");

        String asymmetric = signatures.split(" ")[1];
        assertThat(asymmetric).startsWith("v1a,");
        byte[] raw = Base64.getDecoder().decode(pair.publicKey().substring("whpk_".length()));
        assertThat(raw).hasSize(32);
        byte[] encoded = new byte[X509_HEAD.length + raw.length];
        System.arraycopy(X509_HEAD, 0, encoded, 0, X509_HEAD.length);
        System.arraycopy(raw, 0, encoded, X509_HEAD.length, raw.length);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update((ID + ".1614265330.").getBytes(StandardCharsets.UTF_8));
        verifier.update(BODY);
        assertThat(verifier.verify(Base64.getDecoder().decode(asymmetric.substring("v1a,".length()))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fifteen_charact",
                "whsec_",
                "whsec_not base64 at all!",
                "whsec_c2hvcnQ=",
                "half a character: \uD83D"
            })
    void what_is_no_secret_is_refused_without_being_repeated(String text) {
        assertThatThrownBy(() -> SigningSecret.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .satisfies(message -> assertThat(text.length() < 16 - 1 || !message.contains(text))
                        .isTrue());
    }

    @Test
    void the_bounds_of_a_secret_are_16_and_256_characters_or_24_and_64_bytes() {
        assertThatCode(() -> SigningSecret.of("x".repeat(16))).doesNotThrowAnyException();
        assertThatCode(() -> SigningSecret.of("ü".repeat(256))).doesNotThrowAnyException();
        assertThatThrownBy(() -> SigningSecret.of("x".repeat(257))).isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> SigningSecret.of(branded(24))).doesNotThrowAnyException();
        assertThatCode(() -> SigningSecret.of(branded(64))).doesNotThrowAnyException();
        assertThatThrownBy(() -> SigningSecret.of(branded(23))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningSecret.of(branded(65))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_secret_is_not_in_what_is_printed_of_it() {
        SigningSecret secret = SigningSecret.of("webhook_signing_secret");

        assertThat(secret.toString()).doesNotContain("webhook_signing");
        assertThat(shared("webhook_signing_secret").toString()).doesNotContain("webhook_signing");
        assertThat(secret.fingerprint()).hasSize(16);
    }

    private static String branded(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    private static StandardWebhooks.Key shared(String secret) {
        return new StandardWebhooks.Key(SigningKey.Kind.HMAC, secret);
    }

    private static void verify(Webhook verifier, Map<String, String> headers, byte[] body) throws Exception {
        verifier.verify(
                new String(body, StandardCharsets.UTF_8),
                headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))));
    }
}

package io.omni.api.webhook;

import io.omni.command.secret.SecretStore;
import io.omni.command.webhook.signing.SigningKeyPair;
import io.omni.command.webhook.signing.SigningSecret;
import io.omni.events.webhook.SigningKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the keys that deliveries are signed with, and keeps them encrypted. */
@Component
class WebhookKeys {
    private final SecretStore secrets;
    private final SecureRandom random = new SecureRandom();

    WebhookKeys(SecretStore secrets) {
        this.secrets = secrets;
    }

    /**
     * Keys that are kept already.
     *
     * @param keys how they are known
     * @param shown the secret to show once; null when the caller has brought it
     */
    record Made(List<SigningKey> keys, @Nullable String shown) {
        @Override
        public String toString() {
            return "Made" + keys;
        }
    }

    /** Keeps the given secret, or a new one, and a new Ed25519 key beside it if wanted. */
    Made make(@Nullable SigningSecret given, boolean ed25519) {
        SigningSecret secret = given == null ? SigningSecret.random(random) : given;
        List<SigningKey> keys = new ArrayList<>();
        keys.add(new SigningKey(SigningKey.Kind.HMAC, secrets.store(secret.text()), secret.fingerprint(), null, null));
        if (ed25519) {
            SigningKeyPair.Made pair = SigningKeyPair.make();
            keys.add(new SigningKey(
                    SigningKey.Kind.ED25519,
                    secrets.store(pair.privateKey()),
                    pair.fingerprint(),
                    pair.publicKey(),
                    null));
        }
        return new Made(keys, given == null ? secret.text() : null);
    }

    /** Forgets keys. */
    void forget(List<SigningKey> keys) {
        keys.forEach(key -> secrets.forget(key.secretRef()));
    }
}

package io.omni.api.access;

import io.omni.api.edge.CallerAuthenticator;
import io.omni.api.edge.Identity;
import io.omni.api.edge.Scope;
import io.omni.events.access.KeyState;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Knows API keys. */
@Component
class KeyAuthenticator implements CallerAuthenticator {
    // Compared with when there is no such key, so that an id that nobody has takes as long as one that somebody has.
    private static final String NOBODYS = "0".repeat(64);

    private final KnownKeys keys;
    private final Clock clock;

    KeyAuthenticator(KnownKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public @Nullable Identity identify(String bearerToken) {
        return KeyToken.parse(bearerToken).flatMap(this::identify).orElse(null);
    }

    private Optional<Identity> identify(KeyToken token) {
        Optional<KeyState> key = keys.find(token.keyId());
        boolean right = token.hasHash(key.map(KeyState::secretSha256).orElse(NOBODYS));
        return key.filter(state -> right && state.opensAt(clock.instant())).map(KeyAuthenticator::identity);
    }

    private static Identity identity(KeyState key) {
        return new Identity(
                "key:" + key.keyId(),
                key.scopes().stream()
                        .map(Scope::parse)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()),
                key.tenant());
    }
}

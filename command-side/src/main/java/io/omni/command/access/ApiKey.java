package io.omni.command.access;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.command.Refusal;
import io.omni.events.access.KeyCreated;
import io.omni.events.access.KeyEvent;
import io.omni.events.access.KeyRevoked;
import io.omni.events.access.KeyState;
import java.time.Instant;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** An API key. */
@AggregateRoot(type = "api_key")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class ApiKey {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable KeyState state;

    /** For the repository, which then replays the events. */
    ApiKey() {}

    ApiKey(String id) {
        this.id = id;
    }

    /** Whether anything changed: a repetition of what made this key doesn't. */
    boolean create(CreateKey command) {
        if (state == null) {
            AggregateLifecycle.apply(new KeyCreated(
                    command.keyId(),
                    command.name(),
                    command.scopes(),
                    command.tenant(),
                    command.expiresAt(),
                    command.secretSha256()));
            return true;
        }
        if (!state.secretSha256().equals(command.secretSha256())) {
            throw new Refusal("CONFLICT", "there is another key with this id; try again");
        }
        return false;
    }

    void revoke(RevokeKey command) {
        if (state == null || state.isRevoked() || isForeignTo(command.tenant())) {
            throw notFound();
        }
        if (command.expectedVersions() != null && !command.expectedVersions().contains(state.version())) {
            throw new Refusal(
                    "PRECONDITION_FAILED", "the key isn't in the version that If-Match names; read it and try again");
        }
        AggregateLifecycle.apply(new KeyRevoked(command.keyId()));
    }

    static Refusal notFound() {
        return new Refusal("KEY_NOT_FOUND", "there is no API key with this id; list the keys to find it");
    }

    private boolean isForeignTo(@Nullable String tenant) {
        return tenant != null && state != null && !tenant.equals(state.tenant());
    }

    @EventSourcingHandler
    void evolve(KeyEvent event, @Timestamp Instant at) {
        id = event.keyId().value();
        state = KeyState.evolve(state, event, at);
    }
}

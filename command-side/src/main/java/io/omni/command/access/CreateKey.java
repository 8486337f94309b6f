package io.omni.command.access;

import io.omni.command.Command;
import io.omni.events.access.KeyId;
import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes an API key. A second one with the same id changes nothing when it is for the same secret, and is refused otherwise.
 *
 * @param keyId the new key's id
 * @param name what its maker calls it, 1 to 100 characters
 * @param scopes the wire names of what it opens, without repeats
 * @param tenant whose data it works on; null: the platform's own
 * @param expiresAt from when on it opens nothing; null: never
 * @param secretSha256 SHA-256 of its secret half, in lower-case hexadecimal digits
 */
public record CreateKey(
        @TargetAggregateIdentifier KeyId keyId,
        String name,
        List<String> scopes,
        @Nullable String tenant,
        @Nullable Instant expiresAt,
        String secretSha256)
        implements Command {

    @Override
    public String aggregateId() {
        return keyId.value();
    }
}

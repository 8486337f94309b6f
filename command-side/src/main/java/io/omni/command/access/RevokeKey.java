package io.omni.command.access;

import io.omni.command.Command;
import io.omni.events.access.KeyId;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Takes an API key back. Refused with {@code KEY_NOT_FOUND} when there is none, or it was taken back before, or it is another tenant's;
 * with {@code PRECONDITION_FAILED} when it isn't in one of the expected versions.
 *
 * @param keyId the key
 * @param tenant only when it is this tenant's; null: whoever's it is
 * @param expectedVersions only in one of these; null: in any
 */
public record RevokeKey(
        @TargetAggregateIdentifier KeyId keyId,
        @Nullable String tenant,
        @Nullable Set<Long> expectedVersions) implements Command {

    @Override
    public String aggregateId() {
        return keyId.value();
    }
}

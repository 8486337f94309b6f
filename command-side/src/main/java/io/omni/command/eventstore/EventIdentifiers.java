package io.omni.command.eventstore;

import io.omni.events.id.Ids;
import org.axonframework.common.IdentifierFactory;

/** Gives events their ids, {@code evt_} and a lower-case ULID. Axon finds it through its service file. */
public final class EventIdentifiers extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        return Ids.next("evt");
    }
}

package io.omni.command.access;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** Handles the commands on API keys. */
class KeyCommandHandler {
    private final Repository<ApiKey> keys;

    KeyCommandHandler(Repository<ApiKey> keys) {
        this.keys = keys;
    }

    @CommandHandler
    boolean handle(CreateKey command) throws Exception {
        String id = command.keyId().value();
        return keys.loadOrCreate(id, () -> new ApiKey(id)).invoke(key -> key.create(command));
    }

    @CommandHandler
    boolean handle(RevokeKey command) {
        load(command).execute(key -> key.revoke(command));
        return true;
    }

    private Aggregate<ApiKey> load(RevokeKey command) {
        try {
            return keys.load(command.keyId().value());
        } catch (AggregateNotFoundException e) {
            throw ApiKey.notFound();
        }
    }
}

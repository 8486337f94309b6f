package io.omni.command.stardust;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Handles the commands on the ledger itself. */
class StardustCommandHandler {
    private final Repository<LedgerRecord> records;

    StardustCommandHandler(Repository<LedgerRecord> records) {
        this.records = records;
    }

    @CommandHandler
    boolean handle(PublishCheckpoint command) throws Exception {
        return record(command.aggregateId()).invoke(r -> r.publish(command));
    }

    @CommandHandler
    boolean handle(EraseContent command) throws Exception {
        return record(command.aggregateId()).invoke(r -> r.erase(command));
    }

    private Aggregate<LedgerRecord> record(String id) throws Exception {
        return records.loadOrCreate(id, () -> new LedgerRecord(id));
    }
}

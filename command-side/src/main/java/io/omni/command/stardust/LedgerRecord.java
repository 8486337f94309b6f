package io.omni.command.stardust;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.stardust.CheckpointPublished;
import io.omni.events.stardust.ContentErased;
import io.omni.events.stardust.LedgerEvent;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** Something that happens to the ledger once: a checkpoint of one size is made known, the content of one packet is erased. */
@AggregateRoot(type = "ledger_record")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class LedgerRecord {
    @AggregateIdentifier
    private @Nullable String id;

    private boolean done;

    /** For the repository, which then replays the events. */
    LedgerRecord() {}

    LedgerRecord(String id) {
        this.id = id;
    }

    boolean publish(PublishCheckpoint command) {
        return once(new CheckpointPublished(
                command.aggregateId(), command.origin(), command.size(), command.root(), command.note()));
    }

    boolean erase(EraseContent command) {
        return once(new ContentErased(command.aggregateId(), command.packetId(), command.reason()));
    }

    private boolean once(LedgerEvent event) {
        if (done) {
            return false;
        }
        AggregateLifecycle.apply(event);
        return true;
    }

    @EventSourcingHandler
    void evolve(LedgerEvent event) {
        id = switch (event) {
            case CheckpointPublished e -> e.checkpointId();
            case ContentErased e -> e.contentId();
        };
        done = true;
    }
}

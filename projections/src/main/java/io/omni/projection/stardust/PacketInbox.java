package io.omni.projection.stardust;

import io.omni.events.stardust.CanonicalJson;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where packets are handed in that aren't events. They are durable with the caller's transaction on the processing data source, are
 * appended to the tree about 50 ms after it commits, and are never dropped.
 */
@Component
public class PacketInbox {
    /** How many may wait before those are asked to wait who can: some seconds of the ledger's work. */
    private static final int FULL = 10_000;

    private final InboxTable table;
    private final InboxSignal signal;

    PacketInbox(InboxTable table, InboxSignal signal) {
        this.table = table;
        this.signal = signal;
    }

    /** Whether so many packets wait that nobody who can wait should hand in more. What is handed in nevertheless is taken. */
    public boolean isFull() {
        return table.waiting() >= FULL;
    }

    /**
     * Hands packets in, within the caller's transaction; without one they are durable at once.
     *
     * @throws IllegalArgumentException when a payload is no JSON object; nothing is handed in then
     */
    public void add(List<PacketDraft> drafts) {
        if (drafts.isEmpty()) {
            return;
        }
        // Checked here, where it is the caller's mistake: in the inbox it would block everything behind it.
        drafts.forEach(draft -> CanonicalJson.of(draft.payload()));
        table.add(drafts);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    signal.give();
                }
            });
        } else {
            signal.give();
        }
    }
}

package io.omni.projection.stardust;

import io.omni.events.stardust.CanonicalJson;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where packets are handed in that aren't events. They are durable with the caller's transaction on the processing data source, are
 * appended to the tree about 50 ms after it commits, and are never dropped.
 */
@Component
public class PacketInbox {
    private static final Logger LOG = LoggerFactory.getLogger(PacketInbox.class);
    /** How many may wait before those are asked to wait who can: some seconds of the ledger's work. */
    private static final int FULL = 10_000;

    /** Finding the oldest one passes over what was taken out since the last vacuum. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final InboxTable table;
    private final InboxSignal signal;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private volatile @Nullable Look look;

    PacketInbox(
            InboxTable table,
            InboxSignal signal,
            Ledger ledger,
            @Qualifier("processingTransactionManager") PlatformTransactionManager transactions) {
        this.table = table;
        this.signal = signal;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Whether so many packets wait that nobody who can wait should hand in more. What is handed in nevertheless is taken. Asked for again and
     * again, it looks ten times a second.
     */
    public boolean isFull() {
        long now = System.nanoTime();
        Look last = look;
        if (last == null || now - last.at() > BETWEEN_LOOKS.toNanos()) {
            last = new Look(table.waiting() >= FULL, now);
            look = last;
        }
        return last.full();
    }

    /**
     * Appends packets to the tree when nobody else does so at this moment, which saves handing them in; hands them in otherwise. They
     * are durable when it returns. For packets that nobody will name as a parent, outside of any transaction.
     *
     * @return false when it could do neither, because the inbox is full
     * @throws IllegalArgumentException when a payload is no JSON object
     */
    public boolean appendOrAdd(List<PacketDraft> drafts) {
        if (appended(drafts)) {
            return true;
        }
        if (isFull()) {
            return false;
        }
        add(drafts);
        return true;
    }

    private boolean appended(List<PacketDraft> drafts) {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> ledger.appendIfFree(drafts)));
        } catch (IllegalStateException damaged) {
            // What is handed in waits until the ledger is repaired; whoever takes it out says so all the time.
            LOG.debug("The ledger takes nothing at the moment", damaged);
            return false;
        }
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

    /** What was found when. */
    private record Look(boolean full, long at) {}
}

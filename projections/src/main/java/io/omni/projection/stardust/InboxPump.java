package io.omni.projection.stardust;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Appends what lies in the inbox, about 50 ms after it was put there; that short wait makes one batch of many packets. */
@Component
class InboxPump implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(InboxPump.class);
    private static final Duration GATHERING = Duration.ofMillis(45);
    // Whoever died after putting something there has given no signal here.
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final InboxSignal signal;
    private final TransactionTemplate transaction;
    private volatile boolean running;
    private Thread thread = Thread.ofPlatform().unstarted(() -> {});

    InboxPump(
            Ledger ledger,
            InboxSignal signal,
            @Qualifier("processingTransactionManager") PlatformTransactionManager transactions) {
        this.ledger = ledger;
        this.signal = signal;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("stardust-inbox").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        signal.give();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the log of calls, which has its last ones to hand in. */
    @Override
    public int getPhase() {
        return -10;
    }

    private void run() {
        while (running) {
            try {
                signal.await(LOOK_ANYWAY.toMillis());
                TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
                while (running && appendSome() == Ledger.MOST_FROM_INBOX) {
                    // there may be more
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("The ledger's inbox waits, and is tried again in a second: {}", e.toString());
                pause();
            }
        }
    }

    private int appendSome() {
        Integer appended = transaction.execute(_ -> ledger.appendInbox());
        return appended == null ? 0 : appended;
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

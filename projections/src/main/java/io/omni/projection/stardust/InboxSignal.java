package io.omni.projection.stardust;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Says that something lies in the inbox. */
@Component
class InboxSignal {
    private final Semaphore given = new Semaphore(0);

    void give() {
        given.release();
    }

    /** Waits for a signal, and takes all that were given with it. */
    void await(long milliseconds) throws InterruptedException {
        if (given.tryAcquire(milliseconds, TimeUnit.MILLISECONDS)) {
            given.drainPermits();
        }
    }
}

package io.omni.command.webhook.delivery;

import java.util.List;

/** Is told of every attempt that has ended, in the transaction that records its end: what it writes is there exactly once. */
@FunctionalInterface
public interface AttemptJournal {

    /** Takes the ends of some attempts. */
    void closed(List<ClosedAttempt> attempts);
}

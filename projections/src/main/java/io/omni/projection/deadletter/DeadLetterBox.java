package io.omni.projection.deadletter;

import java.util.List;
import java.util.Set;

/** Where one projection puts events aside, within the transaction of the batch. */
public interface DeadLetterBox {

    /**
     * How a sequence stands. Until the transaction ends, nobody else changes that for this projection.
     *
     * @param sequenceId the sequence
     */
    Sequence sequence(String sequenceId);

    /**
     * Whether events of a sequence that are given once more have been discarded. That happens to a replay alone.
     *
     * @param sequenceId the sequence
     */
    boolean mayBringBackDiscarded(String sequenceId);

    /**
     * Puts events of one sequence aside.
     *
     * @param events in their order
     * @param error why
     */
    void park(List<DeadEvent> events, String error);

    /**
     * A sequence's dead letters.
     *
     * @param parked whether any wait: what follows has to wait too
     * @param discarded the versions of those that somebody decided to leave out
     */
    record Sequence(boolean parked, Set<Long> discarded) {
        /** Keeps its own copy of the set. */
        public Sequence {
            discarded = Set.copyOf(discarded);
        }
    }
}

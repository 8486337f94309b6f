package io.omni.events.tlog;

/** A proof, a checkpoint or a part of one doesn't hold, or isn't one at all. The message says what is wrong with it. */
public final class BadProof extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A proof that doesn't hold for this reason, given as a clause without a full stop. */
    public BadProof(String reason) {
        super(reason);
    }
}

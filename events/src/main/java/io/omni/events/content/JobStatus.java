package io.omni.events.content;

/** Where a job stands. */
public enum JobStatus {
    /** Waits for its turn. */
    QUEUED,
    /** A worker is at it. */
    RUNNING,
    /** A try failed; the next one has a time. */
    WAITING_RETRY,
    /** It is done. */
    DONE,
    /** It failed for good, or expired. */
    ERROR,
    /** It was ended on request. */
    CANCELLED;
}

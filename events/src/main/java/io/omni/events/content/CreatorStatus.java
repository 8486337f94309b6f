package io.omni.events.content;

/** Whether a creator is scraped. */
public enum CreatorStatus {
    /** Yes. */
    ACTIVE,
    /** No: its source failed for good. */
    PAUSED;
}

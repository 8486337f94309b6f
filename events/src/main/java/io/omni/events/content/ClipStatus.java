package io.omni.events.content;

/** Where a clip stands. */
public enum ClipStatus {
    /** Found, not judged. */
    CANDIDATE,
    /** Chosen; an edit may begin. */
    READY_FOR_EDIT,
    /** An edit is queued or at work. */
    EDITING,
    /** Rendered; an upload may begin, or waits for its turn. */
    READY_FOR_UPLOAD,
    /** It is being sent. */
    UPLOADING,
    /** Its time has not come: it waits to be sent, or lies at the target and waits to be shown. */
    SCHEDULED,
    /** It is published. */
    PUBLISHED,
    /** Not chosen. */
    REJECTED,
    /** Set aside: it failed for good, or must not go out. */
    QUARANTINED;
}

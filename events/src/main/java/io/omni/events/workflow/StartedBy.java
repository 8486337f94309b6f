package io.omni.events.workflow;

import org.jspecify.annotations.Nullable;

/**
 * What started an execution.
 *
 * @param type the kind
 * @param reference the hook's delivery, the event's id or the time of the firing; null for a call
 * @param depth how many executions, each started by an event of the one before, lie behind it; 0 for none
 */
public record StartedBy(TriggerType type, @Nullable String reference, int depth) {
    /** A call. */
    public static final StartedBy CALL = new StartedBy(TriggerType.MANUAL, null, 0);
}

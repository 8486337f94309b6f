package io.omni.events.content;

import io.omni.events.content.mind.ZenithDecision;
import java.util.List;

/**
 * An edit of a clip was queued.
 *
 * @param clipId the clip
 * @param jobId the edit
 * @param zenith the decision behind it
 * @param operations what is done
 */
public record ClipEditQueued(ClipId clipId, JobId jobId, ZenithDecision zenith, List<EditOperation> operations)
        implements ClipEvent {

    /** Keeps its own copy of the list. */
    public ClipEditQueued {
        operations = List.copyOf(operations);
    }
}

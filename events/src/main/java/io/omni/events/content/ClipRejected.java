package io.omni.events.content;

import java.util.List;

/**
 * A clip is not chosen.
 *
 * @param clipId the clip
 * @param reasons why, in sentences
 */
public record ClipRejected(ClipId clipId, List<String> reasons) implements ClipEvent {

    /** Keeps its own copy of the list. */
    public ClipRejected {
        reasons = List.copyOf(reasons);
    }
}

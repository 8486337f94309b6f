package io.omni.command.content;

import io.omni.events.content.ClipId;
import io.omni.events.content.EditOperation;
import io.omni.events.content.JobId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queues an edit of a clip. Refused with {@code EDIT_ALREADY_IN_PROGRESS}; changes nothing when the clip has this edit already. Zenith's own wish is dropped when the clip no longer waits for it, or its project is paused.
 *
 * @param clipId the clip
 * @param jobId the id that the edit gets
 * @param operations what to do besides cutting it out
 * @param priority 0..1; null: Lattice's
 * @param gpuRequired whether only a node with a graphics processor may do it
 * @param author {@code zenith}, or who asks
 */
public record EditClip(
        ClipId clipId,
        JobId jobId,
        List<EditOperation> operations,
        @Nullable Double priority,
        boolean gpuRequired,
        String author)
        implements ClipCommand {

    /** Keeps its own copies of the collections. */
    public EditClip {
        operations = List.copyOf(operations);
    }
}

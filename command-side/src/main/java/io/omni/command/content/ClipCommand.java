package io.omni.command.content;

import io.omni.command.Command;
import io.omni.events.content.ClipId;

/** Asks one clip to change. Refused with {@code CLIP_NOT_FOUND} when there is none. */
public sealed interface ClipCommand extends Command permits EditClip, UploadClip, ConfirmPublished {

    /** The clip. */
    ClipId clipId();

    @Override
    default String aggregateId() {
        return clipId().value();
    }
}

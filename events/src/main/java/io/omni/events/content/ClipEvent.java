package io.omni.events.content;

/** Something that happened to a clip. */
public sealed interface ClipEvent
        permits ClipFound,
                ClipJudged,
                ClipEditQueued,
                ClipEdited,
                ClipEditEnded,
                ClipWorded,
                ClipUploadQueued,
                ClipScheduled,
                ClipUploading,
                ClipUploadDelayed,
                ClipUploadEnded,
                ClipPublished,
                ClipRejected,
                ClipQuarantined {

    /** The clip. */
    ClipId clipId();
}

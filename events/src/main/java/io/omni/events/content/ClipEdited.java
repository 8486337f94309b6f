package io.omni.events.content;

/**
 * A clip was rendered.
 *
 * @param clipId the clip
 * @param jobId the edit
 * @param rendered what came of it
 */
public record ClipEdited(ClipId clipId, JobId jobId, RenderedClip rendered) implements ClipEvent {}

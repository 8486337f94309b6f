package io.omni.events.content;

/**
 * What an edit brought.
 *
 * @param rendered the clip
 */
public record EditResult(RenderedClip rendered) implements JobResult {}

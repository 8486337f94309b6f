package io.omni.events.content;

/**
 * A line that is spoken.
 *
 * @param start seconds from the beginning of the video
 * @param end seconds from the beginning of the video
 * @param text what is said
 */
public record Cue(double start, double end, String text) {}

package io.omni.events.content.mind;

/**
 * One thing that {@link Zenith} asks before work starts.
 *
 * @param name which question, in snake case
 * @param passed whether the work may start as far as this one goes
 * @param measured what was measured
 * @param threshold what that was held against
 * @param otherwise what is decided when it isn't passed
 * @param message one sentence for people
 */
public record Rule(
        String name, boolean passed, double measured, double threshold, ZenithVerdict otherwise, String message) {}

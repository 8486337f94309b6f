package io.omni.events.pipeline;

/**
 * Why something failed.
 *
 * @param code stable, in upper snake case, for example {@code STAGE_FAILED} or {@code TIMEOUT}
 * @param message one sentence that tells a person what to do about it
 */
public record Problem(String code, String message) {}

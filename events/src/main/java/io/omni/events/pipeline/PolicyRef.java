package io.omni.events.pipeline;

/**
 * The policy that took a decision.
 *
 * @param name its name, for example {@code quality-gate}
 * @param version its version; a policy whose results change gets a new one
 */
public record PolicyRef(String name, int version) {}

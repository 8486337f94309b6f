package io.omni.events.service.deployment;

/**
 * Why a restart did not succeed.
 *
 * @param code {@code SERVICE_UNAVAILABLE} or {@code TIMEOUT}
 * @param message one sentence that tells a person what to do about it
 */
public record RestartProblem(String code, String message) {
    /** The container engine can't be reached, has no such container, or can't do what it was asked. */
    public static final String UNAVAILABLE = "SERVICE_UNAVAILABLE";

    /** The service did not become healthy in time. */
    public static final String TIMEOUT = "TIMEOUT";
}

package io.omni.api.settings;

/** What the program is run for ({@code OMNI_PROFILE}). */
public enum Profile {
    /** A newcomer's or a developer's machine: the managed services are played on loopback. */
    SANDBOX,
    /** A real platform: nothing is played, and what is risky is off. */
    PRODUCTION;

    /** The name as it is set: {@code sandbox} or {@code production}. */
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

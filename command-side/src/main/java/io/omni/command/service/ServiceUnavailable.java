package io.omni.command.service;

import org.jspecify.annotations.Nullable;

/** A managed service gave no usable answer. The message names the service and says why, in one sentence. */
public final class ServiceUnavailable extends Exception {
    private final String service;

    /**
     * Says which service, and why.
     *
     * @param service the catalogue name
     * @param why one sentence
     * @param cause what lies behind it; null when nothing does
     */
    public ServiceUnavailable(String service, String why, @Nullable Throwable cause) {
        super(service + ": " + why, cause);
        this.service = service;
    }

    /** The catalogue name. */
    public String service() {
        return service;
    }
}

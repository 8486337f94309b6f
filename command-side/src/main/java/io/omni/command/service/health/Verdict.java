package io.omni.command.service.health;

import io.omni.events.service.ServiceName;
import io.omni.events.service.ServiceStatus;
import org.jspecify.annotations.Nullable;

/** What follows from a probe. */
sealed interface Verdict {

    /** Nothing. */
    record Keep() implements Verdict {}

    /** The service may have changed, or why it fails may yet turn out: it is asked again soon. */
    record AskAgainSoon() implements Verdict {}

    /**
     * The service has changed.
     *
     * @param status how it is now
     * @param rootCause what explains it; null when nothing does
     */
    record Changed(ServiceStatus status, @Nullable ServiceName rootCause) implements Verdict {}

    /**
     * The service fails for another reason than is believed.
     *
     * @param rootCause what explains it; null when it fails by itself
     */
    record Corrected(@Nullable ServiceName rootCause) implements Verdict {}
}

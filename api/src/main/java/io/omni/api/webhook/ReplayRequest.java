package io.omni.api.webhook;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the deliveries of a range of time again. The events' own time counts.
 *
 * @param since the first moment; required
 * @param until the moment after the last; now when left out
 * @param undeliveredOnly whether what has arrived already is left out; false when left out
 */
record ReplayRequest(
        @Nullable String since,
        @Nullable String until,
        @Nullable Boolean undeliveredOnly) {}

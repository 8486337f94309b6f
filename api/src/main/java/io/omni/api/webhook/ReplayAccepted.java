package io.omni.api.webhook;

import java.time.Instant;

/**
 * The deliveries of a range will be sent again.
 *
 * @param webhookId to which webhook
 * @param since the first moment of the range
 * @param until the moment after its last
 * @param status {@code replaying}
 */
record ReplayAccepted(String webhookId, Instant since, Instant until, String status) {}

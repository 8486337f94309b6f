package io.omni.api.edge;

import java.time.Instant;

/**
 * A request's claim on its idempotency key: it alone carries the request out.
 *
 * @param seed what follows from caller and key alone, 64 hexadecimal digits
 * @param since when the key was first seen
 * @param resumed whether an earlier claim was given up by a node that died, so that the request may have been carried out already
 */
public record RequestClaim(String seed, Instant since, boolean resumed) {}

package io.omni.api.edge.limits;

import java.time.Instant;

/**
 * What the limiter says to one request.
 *
 * @param granted whether it may pass
 * @param limit how many may pass in a window
 * @param remaining how many more may pass in this one
 * @param reset when the window ends and all of them may pass again
 */
record Grant(boolean granted, long limit, long remaining, Instant reset) {}

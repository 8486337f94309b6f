/** Requests that may be sent twice: the second gets the first one's answer. */
@NullMarked
package io.omni.api.edge.idempotency;

import org.jspecify.annotations.NullMarked;

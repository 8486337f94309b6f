/** Webhooks over HTTP. */
@NullMarked
package io.omni.api.webhook;

import org.jspecify.annotations.NullMarked;

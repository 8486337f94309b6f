/** Webhooks as aggregates: what may be asked of them, and what is decided. */
@NullMarked
package io.omni.command.webhook;

import org.jspecify.annotations.NullMarked;

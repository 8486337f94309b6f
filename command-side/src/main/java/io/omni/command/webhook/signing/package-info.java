/** How deliveries are signed: Standard Webhooks 1.0. */
@NullMarked
package io.omni.command.webhook.signing;

import org.jspecify.annotations.NullMarked;

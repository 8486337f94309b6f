/** The deliveries of webhooks: taken up, sent, recorded, tried again. */
@NullMarked
package io.omni.command.webhook.delivery;

import org.jspecify.annotations.NullMarked;

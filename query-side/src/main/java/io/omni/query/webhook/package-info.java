/** Questions about webhooks and what was delivered to them. */
@NullMarked
package io.omni.query.webhook;

import org.jspecify.annotations.NullMarked;

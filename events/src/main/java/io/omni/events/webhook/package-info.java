/** What happens to webhooks: their events, their ids, the patterns they subscribe with, and the one fold of their history. */
@NullMarked
package io.omni.events.webhook;

import org.jspecify.annotations.NullMarked;

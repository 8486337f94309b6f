/** Shows what happens: pages of the event log, and the live stream of it. */
@NullMarked
package io.omni.api.event;

import org.jspecify.annotations.NullMarked;

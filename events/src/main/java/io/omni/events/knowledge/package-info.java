/** Refreshes of the knowledge layer: their events, and the one fold of them. */
@NullMarked
package io.omni.events.knowledge;

import org.jspecify.annotations.NullMarked;

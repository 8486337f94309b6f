/** Gives every event of the store, in the one global order, to everybody who keeps something for the outside world. */
@NullMarked
package io.omni.projection.fanout;

import org.jspecify.annotations.NullMarked;

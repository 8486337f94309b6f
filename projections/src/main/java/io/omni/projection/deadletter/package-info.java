/** Puts events aside that a projection can't handle, so that they hold up their own sequence only. */
@NullMarked
package io.omni.projection.deadletter;

import org.jspecify.annotations.NullMarked;

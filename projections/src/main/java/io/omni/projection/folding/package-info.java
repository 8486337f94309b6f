/** Keeps a row for each aggregate at what its events add up to. */
@NullMarked
package io.omni.projection.folding;

import org.jspecify.annotations.NullMarked;

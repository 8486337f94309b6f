/** Reads that follow writes: the token that a change gives, and the read that waits for it. */
@NullMarked
package io.omni.api.edge.consistency;

import org.jspecify.annotations.NullMarked;

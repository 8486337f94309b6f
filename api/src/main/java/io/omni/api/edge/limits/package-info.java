/** How many requests a caller may send: counted in the database for all nodes together, with small batches counted out locally. */
@NullMarked
package io.omni.api.edge.limits;

import org.jspecify.annotations.NullMarked;

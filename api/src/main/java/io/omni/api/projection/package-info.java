/** Shows how far the read models are, and has them made anew. */
@NullMarked
package io.omni.api.projection;

import org.jspecify.annotations.NullMarked;

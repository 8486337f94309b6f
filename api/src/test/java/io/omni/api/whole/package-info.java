/** The product as a whole: driven over HTTP, killed, and counted afterwards. */
@NullMarked
package io.omni.api.whole;

import org.jspecify.annotations.NullMarked;

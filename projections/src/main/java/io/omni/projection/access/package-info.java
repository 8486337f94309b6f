/** The read model of API keys. */
@NullMarked
package io.omni.projection.access;

import org.jspecify.annotations.NullMarked;

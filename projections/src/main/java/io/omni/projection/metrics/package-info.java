/** Adds up, from the events, what the platform's metrics show. */
@NullMarked
package io.omni.projection.metrics;

import org.jspecify.annotations.NullMarked;

/** Adds up what all nodes counted. */
@NullMarked
package io.omni.query.metrics;

import org.jspecify.annotations.NullMarked;

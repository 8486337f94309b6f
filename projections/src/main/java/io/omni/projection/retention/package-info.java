/** Keeps tables that grow for ever in partitions by month, and drops what is older than the operator wants to keep. */
@NullMarked
package io.omni.projection.retention;

import org.jspecify.annotations.NullMarked;

/** Runs of any kind over HTTP: why one is where it is. */
@NullMarked
package io.omni.api.run;

import org.jspecify.annotations.NullMarked;

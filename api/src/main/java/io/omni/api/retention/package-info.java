/** Has the retention job run once in a while. */
@NullMarked
package io.omni.api.retention;

import org.jspecify.annotations.NullMarked;

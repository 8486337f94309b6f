/** Which runs of any kind have not ended. */
@NullMarked
package io.omni.query.run;

import org.jspecify.annotations.NullMarked;

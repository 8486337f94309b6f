/** HaloLux: why a clip is as it is, where it comes from, and what would have been decided with other parameters. It only reads. */
@NullMarked
package io.omni.query.content.insight;

import org.jspecify.annotations.NullMarked;

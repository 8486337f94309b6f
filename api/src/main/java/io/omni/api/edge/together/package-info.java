/** What many callers want of the database at the same time: one trip for all who ask together, one answer for all who ask the same. */
@NullMarked
package io.omni.api.edge.together;

import org.jspecify.annotations.NullMarked;

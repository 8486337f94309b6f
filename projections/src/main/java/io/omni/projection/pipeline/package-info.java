/** Folds pipelines' events into the rows that pipelines are read from. */
@NullMarked
package io.omni.projection.pipeline;

import org.jspecify.annotations.NullMarked;

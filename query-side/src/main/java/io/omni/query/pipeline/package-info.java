/** Reads pipelines: as they stand, as they stood, their lists, logs, artifacts and history, and why they are as they are. */
@NullMarked
package io.omni.query.pipeline;

import org.jspecify.annotations.NullMarked;

/** The learn stage: writes a pipeline's outcome back to the knowledge layer. */
@NullMarked
package io.omni.command.pipeline.learn;

import org.jspecify.annotations.NullMarked;

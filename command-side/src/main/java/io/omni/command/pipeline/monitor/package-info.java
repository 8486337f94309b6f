/** The monitor stage: watching the services around a pipeline for a while after its deployment. */
@NullMarked
package io.omni.command.pipeline.monitor;

import org.jspecify.annotations.NullMarked;

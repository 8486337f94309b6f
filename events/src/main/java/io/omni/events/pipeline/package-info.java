/**
 * A pipeline's facts: the eight stages, the events of a pipeline and of the lease on its branch, and
 * {@link io.omni.events.pipeline.PipelineState}, which is what those events add up to.
 */
@NullMarked
package io.omni.events.pipeline;

import org.jspecify.annotations.NullMarked;

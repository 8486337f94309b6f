package io.omni.projection.pipeline;

import io.omni.events.pipeline.PipelineState;

/**
 * One pipeline as the read model holds it.
 *
 * @param state its events, folded
 * @param position the place among all events of the last one folded
 */
record PipelineViewRow(PipelineState state, long position) {}

package io.omni.command.pipeline;

import io.omni.events.pipeline.PipelineId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Lets a paused pipeline go on. Refused with {@code PIPELINE_NOT_PAUSED} unless it is paused or running; resuming a running one
 * changes nothing.
 *
 * @param pipelineId the pipeline
 */
public record ResumePipeline(@TargetAggregateIdentifier PipelineId pipelineId) implements PipelineCommand {}

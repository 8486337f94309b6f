package io.omni.command.pipeline;

import io.omni.events.pipeline.PipelineId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Holds a pipeline before its next stage. Refused with {@code PIPELINE_NOT_RUNNING} unless it is running; pausing it again changes
 * nothing.
 *
 * @param pipelineId the pipeline
 */
public record PausePipeline(@TargetAggregateIdentifier PipelineId pipelineId) implements PipelineCommand {}

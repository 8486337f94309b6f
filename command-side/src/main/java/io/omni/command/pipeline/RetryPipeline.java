package io.omni.command.pipeline;

import io.omni.events.pipeline.PipelineId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Lets a failed pipeline go on from the stage that failed, with what the earlier stages made. Refused with
 * {@code PIPELINE_NOT_FAILED} unless it failed, and with {@code PIPELINE_RUNNING} while another one holds its branch.
 *
 * @param pipelineId the pipeline
 */
public record RetryPipeline(@TargetAggregateIdentifier PipelineId pipelineId) implements PipelineCommand {}

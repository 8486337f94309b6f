package io.omni.command.pipeline;

import io.omni.events.pipeline.PipelineId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Ends a pipeline: its running stage completes, its pending ones are skipped. Refused with {@code PIPELINE_NOT_RUNNING} after its
 * end; asking again while it is cancelling changes nothing.
 *
 * @param pipelineId the pipeline
 * @param force whether the running stage is stopped too
 */
public record CancelPipeline(@TargetAggregateIdentifier PipelineId pipelineId, boolean force)
        implements PipelineCommand {}

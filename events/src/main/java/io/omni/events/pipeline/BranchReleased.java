package io.omni.events.pipeline;

/**
 * A pipeline that ended gave its branch back.
 *
 * @param leaseId the lease
 * @param pipelineId the pipeline that held it
 */
public record BranchReleased(BranchLeaseId leaseId, PipelineId pipelineId) implements BranchLeaseEvent {}

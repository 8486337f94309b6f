package io.omni.events.pipeline;

/**
 * A pipeline took the lease on a branch.
 *
 * @param leaseId the lease
 * @param pipelineId the pipeline that holds it now
 * @param repository the repository's canonical URL
 * @param branch the branch
 */
public record BranchLeased(BranchLeaseId leaseId, PipelineId pipelineId, String repository, BranchName branch)
        implements BranchLeaseEvent {}

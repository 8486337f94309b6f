package io.omni.events.pipeline;

/** Something that happened to the lease on a repository's branch: at most one pipeline holds it. */
public sealed interface BranchLeaseEvent permits BranchLeased, BranchReleased {

    /** The lease. */
    BranchLeaseId leaseId();

    /** The pipeline that took or gave back the lease. */
    PipelineId pipelineId();
}

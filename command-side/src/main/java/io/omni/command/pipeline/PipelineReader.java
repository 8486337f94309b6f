package io.omni.command.pipeline;

import io.omni.command.eventstore.StoredAggregates;
import io.omni.events.pipeline.BranchLeaseId;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.common.caching.Cache;
import org.axonframework.modelling.command.Repository;

/** Reads pipelines and leases where the workers need them, from the cache of aggregates or from the store. */
public final class PipelineReader {
    private final Repository<Pipeline> pipelines;
    private final Repository<BranchLease> leases;
    private final Cache aggregates;

    PipelineReader(Repository<Pipeline> pipelines, Repository<BranchLease> leases, Cache aggregates) {
        this.pipelines = pipelines;
        this.leases = leases;
        this.aggregates = aggregates;
    }

    /** The state as this node knows it; another node may have changed it since. Empty when there is no such pipeline. */
    public Optional<PipelineState> known(PipelineId id) {
        return StoredAggregates.read(pipelines, id.value(), Pipeline::state);
    }

    /** The state as it is stored now. Empty when there is no such pipeline. */
    public Optional<PipelineState> stored(PipelineId id) {
        aggregates.remove(id.value());
        return known(id);
    }

    /** The pipeline that holds the lease on a branch now; empty when none does. */
    public Optional<PipelineId> holder(BranchLeaseId lease) {
        return StoredAggregates.read(leases, lease.value(), BranchLease::holder).flatMap(Function.identity());
    }
}

package io.omni.command.pipeline;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.command.Refusal;
import io.omni.events.pipeline.BranchLeaseEvent;
import io.omni.events.pipeline.BranchLeaseId;
import io.omni.events.pipeline.BranchLeased;
import io.omni.events.pipeline.BranchReleased;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineId;
import java.util.Optional;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/**
 * The right to run a pipeline on a branch. Its id is derived from repository and branch, so the store's unique key on an aggregate's
 * sequence decides who gets it, on any number of nodes, without a lock.
 */
@AggregateRoot(type = "branch_lease")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class BranchLease {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable PipelineId holder;

    /** For the repository, which then replays the events. */
    BranchLease() {}

    BranchLease(BranchLeaseId id) {
        this.id = id.value();
    }

    void take(PipelineId pipeline, PipelineConfig config) {
        if (holder != null && !holder.equals(pipeline)) {
            throw new Refusal(
                    "PIPELINE_RUNNING",
                    "another pipeline runs on this branch; wait for it, cancel it, or use another branch",
                    new Refusal.Detail("pipeline_id", holder.value()));
        }
        if (holder == null) {
            BranchLeaseId leaseId = BranchLeaseId.of(config.repoUrl(), config.branch());
            AggregateLifecycle.apply(
                    new BranchLeased(leaseId, pipeline, config.repoUrl().canonical(), config.branch()));
        }
    }

    void giveBack(PipelineId pipeline) {
        if (id != null && pipeline.equals(holder)) {
            AggregateLifecycle.apply(new BranchReleased(new BranchLeaseId(id), pipeline));
        }
    }

    /** The pipeline that holds it; empty while none does. */
    Optional<PipelineId> holder() {
        return Optional.ofNullable(holder);
    }

    @EventSourcingHandler
    void evolve(BranchLeaseEvent event) {
        id = event.leaseId().value();
        holder = switch (event) {
            case BranchLeased leased -> leased.pipelineId();
            case BranchReleased _ -> null;
        };
    }
}

package io.omni.command.pipeline;

import io.omni.command.Refusal;
import io.omni.events.pipeline.BranchLeaseId;
import io.omni.events.pipeline.PipelineState;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/**
 * Handles the commands on pipelines. A pipeline and the lease on its branch change in one append: one is never seen without the
 * other.
 */
class PipelineCommandHandler {
    private final Repository<Pipeline> pipelines;
    private final Repository<BranchLease> leases;
    private final Clock clock;

    PipelineCommandHandler(Repository<Pipeline> pipelines, Repository<BranchLease> leases, Clock clock) {
        this.pipelines = pipelines;
        this.leases = leases;
        this.clock = clock;
    }

    @CommandHandler
    boolean handle(ExecutePipeline command) throws Exception {
        lease(command.leaseId()).execute(l -> l.take(command.pipelineId(), command.config()));
        pipelines.newInstance(() -> Pipeline.start(command));
        return true;
    }

    @CommandHandler
    boolean handle(CancelPipeline command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(PausePipeline command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ResumePipeline command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(RetryPipeline command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportStageResult command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportStageFailure command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportStageLost command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportStageStopped command) throws Exception {
        return decide(command);
    }

    private boolean decide(PipelineCommand command) throws Exception {
        Aggregate<Pipeline> pipeline = load(command);
        boolean wasEnded = pipeline.invoke(Pipeline::state).isEnded();
        boolean changed = pipeline.invoke(p -> p.decide(command, clock.instant()));
        PipelineState now = pipeline.invoke(Pipeline::state);
        if (!wasEnded && now.isEnded()) {
            lease(now.leaseId()).execute(l -> l.giveBack(now.pipelineId()));
        } else if (wasEnded && !now.isEnded()) {
            lease(now.leaseId()).execute(l -> l.take(now.pipelineId(), now.config()));
        }
        return changed;
    }

    private Aggregate<Pipeline> load(PipelineCommand command) {
        try {
            return pipelines.load(command.pipelineId().value());
        } catch (AggregateNotFoundException e) {
            throw new Refusal(
                    "PIPELINE_NOT_FOUND",
                    "there is no such pipeline",
                    new Refusal.Detail("pipeline_id", command.pipelineId().value()));
        }
    }

    private Aggregate<BranchLease> lease(BranchLeaseId leaseId) throws Exception {
        return leases.loadOrCreate(leaseId.value(), () -> new BranchLease(leaseId));
    }
}

package io.omni.command.pipeline;

import io.omni.command.Command;
import io.omni.events.pipeline.BranchLeaseId;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Takes the lease on a branch and starts a pipeline on it, both or neither. Refused with {@code PIPELINE_RUNNING}, naming the
 * pipeline in the details, while another one holds the lease.
 *
 * @param leaseId the lease, derived from the configuration's repository and branch
 * @param pipelineId the new pipeline's id
 * @param task what it should do, 1 to 20,000 characters
 * @param stages the stages to run, in their order, without repeats
 * @param config what it works on, and how
 * @param context what it may draw its context from
 */
public record ExecutePipeline(
        @TargetAggregateIdentifier BranchLeaseId leaseId,
        PipelineId pipelineId,
        String task,
        List<Stage> stages,
        PipelineConfig config,
        PipelineContext context)
        implements Command {

    @Override
    public String aggregateId() {
        return leaseId.value();
    }
}

package io.omni.command.workflow;

import io.omni.command.Command;
import io.omni.events.workflow.ExecutionId;

/** Asks one execution to change. Refused with {@code EXECUTION_NOT_FOUND} when there is none. */
public sealed interface ExecutionCommand extends Command
        permits AdmitExecution, CancelExecution, RetryExecution, ReportStepResult, ReportStepFailure, ReportStepLost {

    /** The execution. */
    ExecutionId executionId();

    @Override
    default String aggregateId() {
        return executionId().value();
    }
}

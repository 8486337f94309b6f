package io.omni.command.service.deployment;

import io.omni.command.Command;
import io.omni.events.service.deployment.DeploymentId;

/** Asks the deployment of one service to change. A refused command ends in {@link io.omni.command.Refusal}. */
public sealed interface DeploymentCommand extends Command
        permits ChangeConfiguration,
                RequestRestart,
                ReportRestartStep,
                ReportRollback,
                ReportRestarted,
                ReportRolledBack,
                ReportRestartFailed {

    /** The service's catalogue name; whoever sends the command has looked it up. */
    String service();

    @Override
    default String aggregateId() {
        return DeploymentId.of(service()).value();
    }
}

package io.omni.command.service.deployment;

import io.omni.command.Command;

/** Asks one rolling restart to change. */
public sealed interface RollingCommand extends Command
        permits StartRollingRestart, ReportRollingProgress, ReportRollingCompleted, ReportRollingFailed {

    /** The rolling restart. */
    String rollingId();

    @Override
    default String aggregateId() {
        return rollingId();
    }
}

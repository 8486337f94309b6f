package io.omni.command.service.deployment;

import io.omni.events.service.deployment.RestartStep;

/** A step of a restart is done. */
record ReportRestartStep(String service, String restartId, RestartStep step, String container)
        implements DeploymentCommand {}

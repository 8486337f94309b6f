package io.omni.command.service.deployment;

import io.omni.events.service.deployment.RestartProblem;

/** A restart came to nothing, and nothing was put back. */
record ReportRestartFailed(String service, String restartId, RestartProblem problem) implements DeploymentCommand {}

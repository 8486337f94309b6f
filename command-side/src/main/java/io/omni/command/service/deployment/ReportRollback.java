package io.omni.command.service.deployment;

import io.omni.events.service.deployment.RestartProblem;

/** The new container is given up; the old one is about to be put back. */
record ReportRollback(String service, String restartId, RestartProblem problem) implements DeploymentCommand {}

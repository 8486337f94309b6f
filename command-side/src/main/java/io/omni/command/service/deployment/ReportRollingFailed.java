package io.omni.command.service.deployment;

import io.omni.events.service.deployment.RestartProblem;

/** A rolling restart ends at a service that can't be restarted. */
record ReportRollingFailed(String rollingId, String service, RestartProblem problem) implements RollingCommand {}

package io.omni.command.service.deployment;

/** A service of a rolling restart was restarted. */
record ReportRollingProgress(String rollingId, String service, String restartId) implements RollingCommand {}

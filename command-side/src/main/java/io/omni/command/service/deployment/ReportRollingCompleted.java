package io.omni.command.service.deployment;

/** All services of a rolling restart were restarted. */
record ReportRollingCompleted(String rollingId) implements RollingCommand {}

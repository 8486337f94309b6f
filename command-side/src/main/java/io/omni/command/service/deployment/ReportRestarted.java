package io.omni.command.service.deployment;

/** A service runs again, and answers. */
record ReportRestarted(String service, String restartId, boolean recreated, String container, String health)
        implements DeploymentCommand {}

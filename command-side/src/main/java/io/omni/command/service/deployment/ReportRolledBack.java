package io.omni.command.service.deployment;

/** The old container was put back and started. */
record ReportRolledBack(String service, String restartId, String container, String health)
        implements DeploymentCommand {}

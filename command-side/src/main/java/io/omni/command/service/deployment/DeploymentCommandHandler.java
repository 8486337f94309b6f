package io.omni.command.service.deployment;

import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;

/** Handles the commands on deployments and rolling restarts. */
class DeploymentCommandHandler {
    private final Repository<ServiceDeployment> deployments;
    private final Repository<RollingRestart> rollingRestarts;
    private final Clock clock;

    DeploymentCommandHandler(
            Repository<ServiceDeployment> deployments, Repository<RollingRestart> rollingRestarts, Clock clock) {
        this.deployments = deployments;
        this.rollingRestarts = rollingRestarts;
        this.clock = clock;
    }

    @CommandHandler
    boolean handle(ChangeConfiguration command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(RequestRestart command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportRestartStep command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportRollback command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportRestarted command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportRolledBack command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportRestartFailed command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(StartRollingRestart command) throws Exception {
        rollingRestarts.newInstance(() -> RollingRestart.start(command));
        return true;
    }

    @CommandHandler
    boolean handle(ReportRollingProgress command) {
        return roll(command);
    }

    @CommandHandler
    boolean handle(ReportRollingCompleted command) {
        return roll(command);
    }

    @CommandHandler
    boolean handle(ReportRollingFailed command) {
        return roll(command);
    }

    private boolean decide(DeploymentCommand command) throws Exception {
        return deployments
                .loadOrCreate(command.aggregateId(), () -> new ServiceDeployment(command.service()))
                .invoke(d -> d.decide(command, clock.instant()));
    }

    private boolean roll(RollingCommand command) {
        return rollingRestarts.load(command.rollingId()).invoke(r -> r.decide(command));
    }
}

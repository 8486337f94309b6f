package io.omni.command.service.deployment;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.eventstore.NodeId;
import io.omni.command.eventstore.SnapshotType;
import io.omni.command.secret.Fingerprints;
import io.omni.command.secret.MasterKey;
import io.omni.command.secret.SecretStore;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceProbe;
import io.omni.command.service.runtime.ContainerRuntime;
import io.omni.events.EventType;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.GenericAggregateFactory;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Registers deployments and rolling restarts with Axon, and wires their work. */
@Configuration(proxyBeanMethods = false)
class DeploymentConfiguration {

    @Bean
    SnapshotType serviceDeploymentSnapshot() {
        return new SnapshotType(new EventType("snapshot.service_deployment", 1, ServiceDeployment.class));
    }

    @Bean
    SnapshotType rollingRestartSnapshot() {
        return new SnapshotType(new EventType("snapshot.rolling_restart", 1, RollingRestart.class));
    }

    /** The snapshotter finds aggregates by their factories, and takes no snapshot of one that has none. */
    @Bean
    AggregateFactory<ServiceDeployment> serviceDeploymentFactory() {
        return new GenericAggregateFactory<>(ServiceDeployment.class);
    }

    @Bean
    AggregateFactory<RollingRestart> rollingRestartFactory() {
        return new GenericAggregateFactory<>(RollingRestart.class);
    }

    /** Neither is cached: they are few and change seldom, and an answer about a restart must not be another node's past. */
    @Bean
    ConfigurerModule deploymentAggregates(ObjectProvider<SnapshotTriggerDefinition> snapshotTrigger, Clock clock) {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(ServiceDeployment.class)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(RollingRestart.class)
                        .configureSnapshotTrigger(_ -> snapshotTrigger.getObject()))
                .registerCommandHandler(c -> new DeploymentCommandHandler(
                        c.repository(ServiceDeployment.class), c.repository(RollingRestart.class), clock));
    }

    @Bean
    DeploymentReader deploymentReader(org.axonframework.config.Configuration axon) {
        return new DeploymentReader(axon.repository(ServiceDeployment.class), axon.repository(RollingRestart.class));
    }

    @Bean
    RecordedValues recordedValues(SecretStore secrets, MasterKey masterKey) {
        return new RecordedValues(secrets, new Fingerprints(masterKey));
    }

    @Bean(destroyMethod = "close")
    DriftCheck driftCheck(ContainerRuntime runtime, RecordedValues values) {
        return new DriftCheck(runtime, values);
    }

    @Bean
    RestartWorker restartWorker(
            ContainerRuntime runtime,
            ServiceCatalog catalog,
            ServiceProbe probe,
            RecordedValues values,
            DeploymentReader deployments,
            CommandDispatcher commands,
            RestartSettings settings,
            NodeId node,
            Clock clock) {
        return new RestartWorker(
                runtime,
                catalog,
                values,
                new HealthWait(runtime, probe, settings.healthInterval()),
                deployments::of,
                new RestartReports(commands::send, node),
                settings,
                clock);
    }

    @Bean
    RestartScheduler restartScheduler(
            @Qualifier("processingDataSource") DataSource processing,
            @Qualifier("eventMapper") JsonMapper json,
            RestartQueue queue,
            RestartWorker restarts,
            DeploymentReader deployments,
            CommandDispatcher commands,
            RestartSettings settings,
            NodeId node) {
        RollingWorker rolling = new RollingWorker(deployments, new RestartReports(commands::send, node));
        return new RestartScheduler(processing, json, queue, restarts, rolling, settings, node);
    }

    @Bean
    RestartRuns restartRuns(DeploymentReader deployments, RestartQueue queue, RestartScheduler scheduler, Clock clock) {
        return new RestartRuns(deployments, queue.table(), scheduler::atWork, clock);
    }

    @Bean
    RollingRuns rollingRuns(DeploymentReader deployments, RestartQueue queue, RestartScheduler scheduler, Clock clock) {
        return new RollingRuns(deployments, queue.table(), scheduler::atWork, clock);
    }
}

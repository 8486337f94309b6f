package io.omni.projection.service.deployment;

import io.omni.projection.replay.ReplayableProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the read model of deployments be made anew. */
@Configuration(proxyBeanMethods = false)
class DeploymentReplay {

    @Bean
    ReplayableProjection deploymentReplayable(ServiceDeploymentTable table) {
        return new ReplayableProjection(
                ServiceDeploymentProjection.NAME,
                List.of(ServiceDeploymentTable.TABLE),
                () -> new ServiceDeploymentProjection(table));
    }
}

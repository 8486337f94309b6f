package io.omni.command.service.runtime;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Docker's engine runs the services' containers, unless another engine takes over by being the primary one. */
@Configuration(proxyBeanMethods = false)
class RuntimeConfiguration {

    @Bean(destroyMethod = "close")
    DockerEngine dockerEngine(DockerSettings settings) {
        return new DockerEngine(settings);
    }
}

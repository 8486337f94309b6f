package io.omni.command.run;

import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the aggregate of runs that stood still and its command handler with Axon. */
@Configuration(proxyBeanMethods = false)
class RunConfiguration {

    @Bean
    ConfigurerModule stallAggregate() {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Stall.class))
                .registerCommandHandler(c -> new StallCommandHandler(c.repository(Stall.class)));
    }
}

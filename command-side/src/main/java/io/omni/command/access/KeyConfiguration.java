package io.omni.command.access;

import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers API keys and their command handler with Axon. Two events are the most that one has: no cache, no snapshots. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    @Bean
    ConfigurerModule apiKeys() {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(ApiKey.class))
                .registerCommandHandler(axon -> new KeyCommandHandler(axon.repository(ApiKey.class)));
    }
}

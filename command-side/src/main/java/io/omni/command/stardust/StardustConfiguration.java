package io.omni.command.stardust;

import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the ledger's aggregate and command handler with Axon. */
@Configuration(proxyBeanMethods = false, value = "stardustCommands")
class StardustConfiguration {

    /** Without snapshots: an aggregate has one event. */
    @Bean
    ConfigurerModule stardustAggregates() {
        return configurer -> configurer
                .configureAggregate(AggregateConfigurer.defaultConfiguration(LedgerRecord.class))
                .registerCommandHandler(c -> new StardustCommandHandler(c.repository(LedgerRecord.class)));
    }
}

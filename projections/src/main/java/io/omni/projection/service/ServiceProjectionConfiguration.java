package io.omni.projection.service;

import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives incidents their event processor. */
@Configuration(proxyBeanMethods = false)
class ServiceProjectionConfiguration {

    /** One segment: an incident is made of several services' events, in the order in which they happened. */
    @Bean
    ConfigurerModule incidentProcessor() {
        return configurer -> configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessorConfiguration(
                        IncidentProjection.NAME, (_, processor) -> processor.initialSegmentCount(1));
    }
}

package io.omni.projection.service;

import io.omni.projection.replay.ReplayableProjection;
import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives incidents their event processor, and lets both read models be made anew. */
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

    @Bean
    ReplayableProjection replayableServices(ServiceViewTable table) {
        return new ReplayableProjection(
                ServiceProjection.NAME, List.of("service_view"), () -> new ServiceProjection(table));
    }

    @Bean
    ReplayableProjection replayableIncidents(IncidentTable table) {
        return new ReplayableProjection(
                IncidentProjection.NAME,
                List.of("incident_view", "affected_view"),
                () -> new IncidentProjection(table));
    }
}

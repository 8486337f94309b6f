package io.omni.command.content.work;

import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the content pipeline's automation. */
@Configuration(proxyBeanMethods = false)
class ContentWorkConfiguration {

    /** One segment: whether a project is at rest is asked in the order of all its events. */
    @Bean
    ConfigurerModule contentWorkProcessor() {
        return configurer -> configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessorConfiguration(
                        WhenContentHappensStageWork.PROCESSOR, (_, processor) -> processor.initialSegmentCount(1));
    }
}

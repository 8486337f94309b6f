package io.omni.projection.fanout;

import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the fan-out its event processor. */
@Configuration(proxyBeanMethods = false)
class FanOutConfiguration {

    /** One segment: two would be two orders. */
    @Bean
    ConfigurerModule fanOutProcessor() {
        return configurer -> configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessorConfiguration(
                        FanOut.NAME, (_, processor) -> processor.initialSegmentCount(1));
    }
}

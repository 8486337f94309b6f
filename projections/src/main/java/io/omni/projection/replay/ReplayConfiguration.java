package io.omni.projection.replay;

import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the event processors say what stops them. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

    @Bean
    ConfigurerModule processorProblemsAreKept(ProcessorProblems problems) {
        return configurer -> configurer.eventProcessing().registerDefaultErrorHandler(_ -> problems);
    }
}

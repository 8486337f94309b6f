package io.omni.command.content.work;

import io.omni.command.run.WatchedRuns;
import io.omni.events.content.JobKind;
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

    @Bean
    WatchedRuns scrapeRuns(ContentRuns.Watching watching) {
        return new ContentRuns(JobKind.SCRAPE, watching);
    }

    @Bean
    WatchedRuns analysisRuns(ContentRuns.Watching watching) {
        return new ContentRuns(JobKind.ANALYZE, watching);
    }

    @Bean
    WatchedRuns editRuns(ContentRuns.Watching watching) {
        return new ContentRuns(JobKind.EDIT, watching);
    }

    @Bean
    WatchedRuns uploadRuns(ContentRuns.Watching watching) {
        return new ContentRuns(JobKind.UPLOAD, watching);
    }
}

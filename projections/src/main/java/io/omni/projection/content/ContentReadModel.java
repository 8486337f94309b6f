package io.omni.projection.content;

import io.omni.projection.replay.ReplayableProjection;
import io.omni.projection.retention.RetainedTable;
import io.omni.projection.retention.RetentionSettings;
import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the content pipeline's projection its one segment, lets it be made anew, and lets its log grow old. */
@Configuration(proxyBeanMethods = false)
class ContentReadModel {

    @Bean
    ConfigurerModule contentProcessor() {
        return configurer -> configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessorConfiguration(
                        ContentProjection.NAME, (_, processor) -> processor.initialSegmentCount(1));
    }

    @Bean
    ReplayableProjection replayableContent(ContentTables tables) {
        return new ReplayableProjection(
                ContentProjection.NAME,
                List.of(
                        "content_mark",
                        "content_project_view",
                        "content_video_view",
                        "content_clip_view",
                        "content_job_view",
                        "content_place_view",
                        "content_log_view"),
                () -> new ContentProjection(tables));
    }

    @Bean
    RetainedTable retainedContentLog() {
        return RetainedTable.byRow("content_log_view", "occurred_at", RetentionSettings::stageLogs);
    }
}

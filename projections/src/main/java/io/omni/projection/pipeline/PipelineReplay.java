package io.omni.projection.pipeline;

import io.omni.projection.replay.ReplayableProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the read model of pipelines be made anew. */
@Configuration(proxyBeanMethods = false)
class PipelineReplay {

    @Bean
    ReplayableProjection replayablePipelines(PipelineViewTable table) {
        return new ReplayableProjection(
                PipelineProjection.NAME,
                List.of(PipelineViewTable.TABLE, PipelineViewTable.MARK),
                letters -> new PipelineProjection(table, letters));
    }
}

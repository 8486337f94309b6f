package io.omni.api.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page of pipelines looks like, for the API's description: {@link WrittenPipelines} puts its text together by itself.
 *
 * @param pipelines the pipelines, newest first, without outputs, logs, artifacts and checks
 * @param nextCursor where the next page begins; null at the end
 * @param total how many there are in all; left out unless asked for
 */
record PipelineList(
        List<Object> pipelines,
        @Nullable String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {}

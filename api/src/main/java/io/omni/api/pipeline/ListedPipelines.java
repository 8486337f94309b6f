package io.omni.api.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.omni.events.pipeline.PipelineState;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/**
 * Writes what a list shows of pipelines. The text follows from the pipeline's state alone, so it is written once for each state that
 * the read side keeps, and then kept with it: a page that is asked for again costs no more than putting its items together.
 */
@Component
class ListedPipelines {
    private static final long KEPT_CHARACTERS = 16 << 20;

    private final JsonMapper mapper;
    // By the state itself and not by what it says: a replay can leave the same version with other content, and then the
    // state that
    // is read is another object.
    private final Cache<PipelineState, RawValue> written = Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(KEPT_CHARACTERS)
            .weigher((PipelineState _, RawValue item) ->
                    item.rawValue().toString().length())
            .build();

    ListedPipelines(@Qualifier("edgeJsonMapper") JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** The pipeline as a list shows it, as JSON. */
    RawValue of(PipelineState state) {
        return written.get(state, this::write);
    }

    private RawValue write(PipelineState state) {
        SerializedString text = new SerializedString(mapper.writeValueAsString(PipelineResponse.listed(state)));
        // Encodes it now, once, instead of at every answer.
        text.asUnquotedUTF8();
        return new RawValue(text);
    }
}

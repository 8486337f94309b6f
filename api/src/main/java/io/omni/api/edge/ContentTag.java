package io.omni.api.edge;

import io.omni.events.id.Hashes;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Gives an {@code ETag} to what has no version of its own: one that is another whenever anything else is shown. */
@Component
public final class ContentTag {
    private static final int DIGITS = 32;

    private final JsonMapper mapper;

    ContentTag(@Qualifier("edgeJsonMapper") JsonMapper mapper) {
        this.mapper = mapper;
    }

    /** The answer that shows this; 304 to whoever has it already. */
    public <T> ResponseEntity<T> tagged(T shown) {
        String hash = Hashes.sha256(mapper.writeValueAsBytes(shown)).substring(0, DIGITS);
        return ResponseEntity.ok().eTag("\"" + hash + "\"").body(shown);
    }
}

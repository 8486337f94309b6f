package io.omni.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of API keys.
 *
 * @param keys the keys, newest first
 * @param nextCursor where the next page begins; null at the end
 * @param total how many there are in all; left out unless asked for
 */
record KeyList(
        List<KeyResponse> keys,
        @Nullable String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {}

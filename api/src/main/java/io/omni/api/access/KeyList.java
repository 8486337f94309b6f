package io.omni.api.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of API keys.
 *
 * @param keys the keys, newest first
 * @param nextCursor where the next page begins; null at the end
 */
record KeyList(List<KeyResponse> keys, @Nullable String nextCursor) {}

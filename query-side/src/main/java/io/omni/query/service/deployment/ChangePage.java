package io.omni.query.service.deployment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the changes of a service's configuration.
 *
 * @param changes newest first
 * @param nextCursor where the next page begins; null at the end
 */
public record ChangePage(
        List<RecordedChange> changes, @Nullable String nextCursor) {}

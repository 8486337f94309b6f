package io.omni.events.knowledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source of knowledge was found to be out of date.
 *
 * @param layer {@code knowledge_layer}; there is one
 * @param source the source
 * @param lastIngested when it was last ingested; null when that is not known
 */
public record SourceStale(
        String layer, String source, @Nullable Instant lastIngested) implements KnowledgeLayerEvent {}

package io.omni.command.knowledge.refresh;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source of knowledge as the freshness monitor sees it.
 *
 * @param id the source
 * @param lastIngested when it was last ingested; null when that is not known
 * @param stale whether it is out of date
 */
public record WatchedSource(String id, @Nullable Instant lastIngested, boolean stale) {}

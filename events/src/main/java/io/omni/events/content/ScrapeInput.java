package io.omni.events.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which videos to fetch.
 *
 * @param platform picks the source
 * @param handle the creator there; of a folder its path
 * @param profileUrl where; null when the handle says it
 * @param since no video posted before
 * @param until no video posted after
 * @param force whether videos that were scraped before are fetched again
 */
public record ScrapeInput(
        String platform, String handle, @Nullable String profileUrl, Instant since, Instant until, boolean force)
        implements JobInput {}

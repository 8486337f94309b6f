package io.omni.events.content;

/**
 * What a scrape brought.
 *
 * @param listed posts in the window
 * @param downloaded videos that are new
 * @param duplicates videos that the project had
 * @param skipped posts that were scraped before, or are no video within the limits
 */
public record ScrapeResult(int listed, int downloaded, int duplicates, int skipped) implements JobResult {}

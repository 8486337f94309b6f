package io.omni.events.content.mind;

/**
 * What the modules know of the video that a clip is cut from.
 *
 * @param videoId its id
 * @param media SHA-256 of its media, in hex
 * @param seconds how long it is
 * @param virality the analysis' score, 0 to 1
 * @param relevance the analysis' score against the project's keywords, 0 to 1
 * @param ageDays how many whole days before its scraping it was published; whole, so that an hour more or less decides nothing
 */
public record VideoFacts(
        String videoId, String media, double seconds, double virality, double relevance, int ageDays) {}

package io.omni.query.content;

/**
 * What there is of a project.
 *
 * @param creators how many creators it has
 * @param videosScraped how many videos it has
 * @param clipsInPipeline how many clips are on their way: neither published, nor rejected, nor set aside
 * @param uploadsPending how many uploads have not ended
 */
public record ProjectStats(int creators, long videosScraped, long clipsInPipeline, long uploadsPending) {}

package io.omni.query.metrics;

/**
 * What became of pipelines.
 *
 * @param started how many were accepted
 * @param completed how many ended well
 * @param failed how many failed
 */
public record PipelineCounts(long started, long completed, long failed) {}

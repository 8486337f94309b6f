package io.omni.query.pipeline;

/**
 * How far the read model of all pipelines has come. As long as it stays the same, so does every list of pipelines.
 *
 * @param table which generation of the read model it was read from: a replay makes another
 * @param moved how often the read model was written
 */
public record PipelineMark(long table, long moved) {}

package io.omni.api.pipeline;

/**
 * What a pipeline is becoming.
 *
 * @param pipelineId its id, {@code pipe_…}
 * @param status {@code cancelling}, {@code paused} or {@code running}
 */
record StatusChange(String pipelineId, String status) {}

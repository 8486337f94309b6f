package io.omni.api.pipeline;

/**
 * What the operator allows pipelines to do.
 *
 * @param fileUrlsAllowed whether a pipeline may work on a repository of the machine that the platform runs on, through a
 *     {@code file:} URL; on in the sandbox, off otherwise
 */
public record PipelinePolicy(boolean fileUrlsAllowed) {}

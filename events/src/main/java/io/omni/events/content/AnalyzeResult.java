package io.omni.events.content;

/**
 * What an analysis brought.
 *
 * @param analysis what it found
 */
public record AnalyzeResult(Analysis analysis) implements JobResult {}

package io.omni.query.metrics;

/**
 * What a model took.
 *
 * @param model its name
 * @param promptTokens the tokens it read
 * @param completionTokens the tokens it wrote
 */
public record ModelTokens(String model, long promptTokens, long completionTokens) {}

package io.omni.events.pipeline;

/**
 * A passage that was considered for the context of a task.
 *
 * @param source where it comes from: a knowledge source, or {@code repository}
 * @param reference what it is there: a path with lines, a pattern's name, a page
 * @param score how well it fits the task, 0 to 1, higher is better
 * @param tokens how many tokens it takes
 * @param reason why it was taken or left
 */
public record ContextItem(String source, String reference, double score, int tokens, String reason) {}

package io.omni.command.knowledge.source;

import org.jspecify.annotations.Nullable;

/**
 * What a knowledge service is asked.
 *
 * @param task the task, in the caller's words
 * @param vector its embedding; null when there is none
 * @param repository the canonical URL of the repository the task is about
 * @param limit the most passages wanted
 */
public record Question(String task, float @Nullable [] vector, String repository, int limit) {}

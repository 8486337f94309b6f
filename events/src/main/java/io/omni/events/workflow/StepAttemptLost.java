package io.omni.events.workflow;

/**
 * The node that worked on a step is gone.
 *
 * @param executionId the execution
 * @param step the step's name
 * @param attempt its attempt
 * @param node the node
 */
public record StepAttemptLost(ExecutionId executionId, String step, int attempt, String node)
        implements ExecutionEvent {}

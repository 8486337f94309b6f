package io.omni.events.workflow;

/**
 * A step is due.
 *
 * @param executionId the execution
 * @param step the step's name
 * @param attempt its attempt, from 1
 */
public record StepStarted(ExecutionId executionId, String step, int attempt) implements ExecutionEvent {}

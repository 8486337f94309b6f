package io.omni.events.workflow;

/**
 * A step does not run, because its condition does not hold.
 *
 * @param executionId the execution
 * @param step the step's name
 * @param reason one sentence
 */
public record StepSkipped(ExecutionId executionId, String step, String reason) implements ExecutionEvent {}

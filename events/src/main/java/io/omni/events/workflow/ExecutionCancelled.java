package io.omni.events.workflow;

import java.util.List;

/**
 * An execution ended on request.
 *
 * @param executionId the execution
 * @param skipped the steps that did not run
 */
public record ExecutionCancelled(ExecutionId executionId, List<String> skipped) implements ExecutionEvent {}

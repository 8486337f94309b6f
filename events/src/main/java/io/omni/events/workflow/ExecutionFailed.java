package io.omni.events.workflow;

import io.omni.events.pipeline.Problem;
import java.util.List;

/**
 * An execution ended because a step failed.
 *
 * @param executionId the execution
 * @param workflowId its workflow
 * @param step the step
 * @param problem why
 * @param skipped the steps that did not run
 */
public record ExecutionFailed(
        ExecutionId executionId, WorkflowId workflowId, String step, Problem problem, List<String> skipped)
        implements ExecutionEvent {}

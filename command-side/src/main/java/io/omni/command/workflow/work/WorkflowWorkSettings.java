package io.omni.command.workflow.work;

/**
 * How much of workflows' work this node takes.
 *
 * @param stepsAtOnce how many steps it runs at a time; 0 when it takes none. Default 32
 */
public record WorkflowWorkSettings(int stepsAtOnce) {}

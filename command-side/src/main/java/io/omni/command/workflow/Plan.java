package io.omni.command.workflow;

import java.util.List;

/**
 * In what order the steps of a workflow run.
 *
 * @param levels the steps' names; those of one level can run side by side, each after some of the level before
 */
public record Plan(List<List<String>> levels) {}

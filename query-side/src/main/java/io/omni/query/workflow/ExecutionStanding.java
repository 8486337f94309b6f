package io.omni.query.workflow;

import io.omni.events.workflow.ExecutionState;
import java.time.Instant;
import java.util.Map;

/**
 * Where an execution stands at this moment, and since when.
 *
 * @param state its state
 * @param since when something last happened to it
 * @param stepsSince of each step that ever ran, when its newest attempt began or was put off
 */
public record ExecutionStanding(ExecutionState state, Instant since, Map<String, Instant> stepsSince) {}

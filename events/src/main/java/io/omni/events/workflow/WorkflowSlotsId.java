package io.omni.events.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.omni.events.id.Ids;

/**
 * Names the places that a workflow's executions share. Derived from the workflow, so that all nodes meet in the same aggregate.
 *
 * @param value {@code slots_} and the workflow's own suffix
 */
public record WorkflowSlotsId(@JsonValue String value) {
    private static final String PREFIX = "slots";

    /** @throws IllegalArgumentException when the text is no such id */
    @JsonCreator
    public WorkflowSlotsId {
        Ids.require(PREFIX, value);
    }

    /** The places of a workflow. */
    public static WorkflowSlotsId of(WorkflowId workflow) {
        String id = workflow.value();
        return new WorkflowSlotsId(PREFIX + id.substring(id.indexOf('_')));
    }

    @Override
    public String toString() {
        return value;
    }
}

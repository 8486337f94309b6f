package io.omni.events.workflow;

/** Something that happened to the places of a workflow. */
public sealed interface WorkflowSlotsEvent permits SlotTaken, SlotAwaited, SlotFreed {

    /** The places. */
    WorkflowSlotsId slotsId();
}

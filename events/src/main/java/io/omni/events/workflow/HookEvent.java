package io.omni.events.workflow;

/** Something that happened to a delivery of a hook. */
public sealed interface HookEvent permits HookReceived {

    /** The delivery. */
    HookId hookId();
}

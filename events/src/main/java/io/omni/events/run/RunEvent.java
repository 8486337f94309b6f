package io.omni.events.run;

/** Something that happened to a run of any kind. */
public sealed interface RunEvent permits RunStalled {

    /** The one time that it stood still. */
    String stallId();
}

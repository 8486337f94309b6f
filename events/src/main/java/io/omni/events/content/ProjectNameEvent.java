package io.omni.events.content;

/** Something that happened to a name of projects. */
public sealed interface ProjectNameEvent permits ProjectNameTaken, ProjectNameFreed {

    /** The name. */
    ProjectNameId nameId();
}

package io.omni.events.content;

/** Something that happened to a project. */
public sealed interface ProjectEvent
        permits ProjectCreated,
                ProjectChanged,
                ProjectStarted,
                ProjectStopped,
                ProjectFailed,
                ProjectDeleted,
                CreatorAdded,
                CreatorRemoved,
                CreatorPaused {

    /** The project. */
    ProjectId projectId();
}

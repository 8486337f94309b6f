package io.omni.command.content;

import io.omni.command.Command;
import io.omni.events.content.ProjectId;

/** Asks one project to change. Refused with {@code PROJECT_NOT_FOUND} when there is none. */
public sealed interface ProjectCommand extends Command
        permits CreateProject,
                ChangeProject,
                DeleteProject,
                StartProject,
                StopProject,
                AddCreator,
                RemoveCreator,
                PauseCreator,
                QueueScrapes {

    /** The project. */
    ProjectId projectId();

    @Override
    default String aggregateId() {
        return projectId().value();
    }
}

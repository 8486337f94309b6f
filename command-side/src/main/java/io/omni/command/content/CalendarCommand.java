package io.omni.command.content;

import io.omni.command.Command;
import io.omni.events.content.ProjectId;

/** Asks the calendar of a project to change. Refused with {@code PROJECT_NOT_FOUND} when there is no such project. */
public sealed interface CalendarCommand extends Command permits RunSchedule, OverrideSchedule {

    /** The project. */
    ProjectId projectId();

    @Override
    default String aggregateId() {
        return projectId().value();
    }
}

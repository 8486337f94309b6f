package io.omni.command.content;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.content.ProjectCreated;
import io.omni.events.content.ProjectEvent;
import io.omni.events.content.ProjectState;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A project as an aggregate: its state is the fold of its events, its decisions are {@link ProjectDecider}'s. */
@AggregateRoot(type = "content_project")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Project {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable ProjectState state;

    /** For the repository, which then replays the events. */
    Project() {}

    Project(CreateProject command) {
        AggregateLifecycle.apply(new ProjectCreated(
                command.projectId(), command.name(), command.description(), command.settings(), command.tenant()));
    }

    boolean decide(ProjectCommand command) {
        List<ProjectEvent> events = ProjectDecider.decide(present(), command);
        events.forEach(AggregateLifecycle::apply);
        return !events.isEmpty();
    }

    /** Pauses a creator, unless the project is gone. */
    void pauseUnlessGone(PauseCreator command) {
        if (!state().deleted()) {
            decide(command);
        }
    }

    ProjectState state() {
        if (state == null) {
            throw new IllegalStateException("a project's history begins with content.project.created");
        }
        return state;
    }

    /** Its state, unless it is deleted. */
    ProjectState present() {
        if (state().deleted()) {
            throw NotThere.project(state().projectId());
        }
        return state();
    }

    @EventSourcingHandler
    void evolve(ProjectEvent event, @Timestamp Instant at) {
        id = event.projectId().value();
        state = ProjectState.evolve(state, event, at);
    }
}

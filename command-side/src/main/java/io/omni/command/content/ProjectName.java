package io.omni.command.content;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.command.Refusal;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectNameEvent;
import io.omni.events.content.ProjectNameFreed;
import io.omni.events.content.ProjectNameId;
import io.omni.events.content.ProjectNameTaken;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A name of projects. Its id is derived from tenant and name, so the store's unique key lets one project have it. */
@AggregateRoot(type = "content_project_name")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class ProjectName {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable ProjectId holder;

    /** For the repository, which then replays the events. */
    ProjectName() {}

    ProjectName(ProjectNameId id) {
        this.id = id.value();
    }

    void take(ProjectNameId name, ProjectId project) {
        if (holder != null && !holder.equals(project)) {
            throw new Refusal(
                    "PROJECT_EXISTS",
                    "a project of this name exists; choose another name or use that project",
                    new Refusal.Detail("project_id", holder.value()));
        }
        if (holder == null) {
            AggregateLifecycle.apply(new ProjectNameTaken(name, project));
        }
    }

    void giveBack(ProjectNameId name, ProjectId project) {
        if (project.equals(holder)) {
            AggregateLifecycle.apply(new ProjectNameFreed(name, project));
        }
    }

    @EventSourcingHandler
    void evolve(ProjectNameEvent event) {
        id = event.nameId().value();
        holder = switch (event) {
            case ProjectNameTaken taken -> taken.projectId();
            case ProjectNameFreed _ -> null;
        };
    }
}

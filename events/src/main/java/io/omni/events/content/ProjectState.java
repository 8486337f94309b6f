package io.omni.events.content;

import io.omni.events.pipeline.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a project's events add up to; the only fold of them.
 *
 * @param projectId the project
 * @param name what people call it
 * @param description what it is for; null when nobody said
 * @param settings how its pipeline works
 * @param tenant whose it is; null when it is nobody's
 * @param status where it stands
 * @param problem why it can't go on; null while it can
 * @param creators in the order in which they were added
 * @param deleted whether it is gone
 * @param createdAt when it was created
 * @param updatedAt when it last changed
 * @param version how many events it has
 */
public record ProjectState(
        ProjectId projectId,
        String name,
        @Nullable String description,
        ProjectSettings settings,
        @Nullable String tenant,
        ProjectStatus status,
        @Nullable Problem problem,
        List<Creator> creators,
        boolean deleted,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Keeps its own copy of the list. */
    public ProjectState {
        creators = List.copyOf(creators);
    }

    /**
     * The state after an event.
     *
     * @param state the state before it; null exactly for the first event, {@link ProjectCreated}
     * @param event what happened
     * @param at when it happened
     */
    public static ProjectState evolve(@Nullable ProjectState state, ProjectEvent event, Instant at) {
        if (state == null) {
            if (event instanceof ProjectCreated e) {
                return new ProjectState(
                        e.projectId(),
                        e.name(),
                        e.description(),
                        e.settings(),
                        e.tenant(),
                        ProjectStatus.PAUSED,
                        null,
                        List.of(),
                        false,
                        at,
                        at,
                        1);
            }
            throw new IllegalArgumentException("a project's history begins with content.project.created");
        }
        return state.after(event, at);
    }

    /** One of its creators; empty when it has no such creator. */
    public Optional<Creator> creator(CreatorId id) {
        return creators.stream().filter(one -> one.creatorId().equals(id)).findFirst();
    }

    /** How many days back a creator is scraped. */
    public int windowOf(Creator creator) {
        Integer own = creator.scrapeWindowDays();
        return own == null ? settings.scrapeWindowDays() : own;
    }

    private ProjectState after(ProjectEvent event, Instant at) {
        return switch (event) {
            case ProjectCreated e -> throw new IllegalArgumentException("a project begins once: " + e.projectId());
            case ProjectChanged e ->
                new ProjectState(
                        projectId,
                        e.name(),
                        e.description(),
                        e.settings(),
                        tenant,
                        status,
                        problem,
                        creators,
                        deleted,
                        createdAt,
                        at,
                        version + 1);
            case ProjectStarted _ ->
                with(
                        ProjectStatus.RUNNING,
                        null,
                        creators.stream()
                                .map(one -> one.as(CreatorStatus.ACTIVE, null))
                                .toList(),
                        deleted,
                        at);
            case ProjectStopped _ -> with(ProjectStatus.PAUSED, null, creators, deleted, at);
            case ProjectFailed e -> with(ProjectStatus.ERROR, e.problem(), creators, deleted, at);
            case ProjectDeleted _ -> with(ProjectStatus.PAUSED, problem, creators, true, at);
            case CreatorAdded e -> {
                List<Creator> more = new ArrayList<>(creators);
                more.add(new Creator(
                        e.creatorId(),
                        e.platform(),
                        e.handle(),
                        e.profileUrl(),
                        e.scrapeWindowDays(),
                        CreatorStatus.ACTIVE,
                        null,
                        at));
                yield with(status, problem, more, deleted, at);
            }
            case CreatorRemoved e ->
                with(
                        status,
                        problem,
                        creators.stream()
                                .filter(one -> !one.creatorId().equals(e.creatorId()))
                                .toList(),
                        deleted,
                        at);
            case CreatorPaused e ->
                with(
                        status,
                        problem,
                        creators.stream()
                                .map(one -> one.creatorId().equals(e.creatorId())
                                        ? one.as(CreatorStatus.PAUSED, e.problem())
                                        : one)
                                .toList(),
                        deleted,
                        at);
        };
    }

    private ProjectState with(
            ProjectStatus newStatus,
            @Nullable Problem newProblem,
            List<Creator> newCreators,
            boolean newDeleted,
            Instant at) {
        return new ProjectState(
                projectId,
                name,
                description,
                settings,
                tenant,
                newStatus,
                newProblem,
                newCreators,
                newDeleted,
                createdAt,
                at,
                version + 1);
    }
}

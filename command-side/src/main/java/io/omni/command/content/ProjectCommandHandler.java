package io.omni.command.content;

import io.omni.command.Refusal;
import io.omni.command.address.AddressGuard;
import io.omni.events.content.Creator;
import io.omni.events.content.CreatorStatus;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobQueued;
import io.omni.events.content.ProjectNameId;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ProjectStatus;
import io.omni.events.content.ScrapeInput;
import io.omni.events.content.mind.Work;
import io.omni.events.content.mind.Zenith;
import io.omni.events.content.mind.ZenithDecision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/** Handles the commands on projects. A project and its name change in one append; so do a wish to scrape and its jobs. */
class ProjectCommandHandler {
    /** The platforms whose creators are told by an address. */
    private static final Set<String> ADDRESSED = Set.of("feed", "http");

    private final ContentAggregates all;
    private final Supplier<ContentMind> mind;
    private final Supplier<AddressGuard> guard;
    private final Clock clock;

    ProjectCommandHandler(
            ContentAggregates all, Supplier<ContentMind> mind, Supplier<AddressGuard> guard, Clock clock) {
        this.all = all;
        this.mind = mind;
        this.guard = guard;
        this.clock = clock;
    }

    @CommandHandler
    boolean handle(CreateProject command) throws Exception {
        name(command.tenant(), command.name(), (name, id) -> name.take(id, command.projectId()));
        all.projects().newInstance(() -> new Project(command));
        return true;
    }

    @CommandHandler
    boolean handle(ChangeProject command) throws Exception {
        Aggregate<Project> project = all.project(command.projectId());
        ProjectState before = project.invoke(Project::present);
        boolean changed = project.invoke(p -> p.decide(command));
        ProjectState after = project.invoke(Project::present);
        if (!ProjectNameId.of(before.tenant(), before.name()).equals(ProjectNameId.of(after.tenant(), after.name()))) {
            name(after.tenant(), after.name(), (name, id) -> name.take(id, command.projectId()));
            name(before.tenant(), before.name(), (name, id) -> name.giveBack(id, command.projectId()));
        }
        return changed;
    }

    @CommandHandler
    boolean handle(DeleteProject command) throws Exception {
        Aggregate<Project> project = all.project(command.projectId());
        ProjectState state = project.invoke(Project::present);
        project.execute(p -> p.decide(command));
        name(state.tenant(), state.name(), (name, id) -> name.giveBack(id, command.projectId()));
        return true;
    }

    @CommandHandler
    boolean handle(StartProject command) {
        return decide(command);
    }

    @CommandHandler
    boolean handle(StopProject command) {
        return decide(command);
    }

    @CommandHandler
    boolean handle(AddCreator command) {
        boolean changed = decide(command);
        if (ADDRESSED.contains(command.platform())) {
            String address = command.profileUrl() == null ? command.handle().strip() : command.profileUrl();
            String problem = guard.get().problemOfText(address);
            if (problem != null) {
                throw ProjectDecider.noHandle(command.platform(), problem);
            }
        }
        return changed;
    }

    @CommandHandler
    boolean handle(RemoveCreator command) {
        return decide(command);
    }

    @CommandHandler
    boolean handle(PauseCreator command) {
        return decide(command);
    }

    @CommandHandler
    boolean handle(QueueScrapes command) throws Exception {
        ProjectState project = all.present(command.projectId());
        Instant now = clock.instant();
        requireRange(project, command, now);
        boolean engine = command.author().equals(ZenithDecision.ENGINE);
        if (engine && project.status() != ProjectStatus.RUNNING) {
            return false;
        }
        boolean changed = false;
        for (QueueScrapes.Wanted wanted : command.wanted()) {
            Creator creator = project.creator(wanted.creatorId()).orElse(null);
            if (creator == null && !engine) {
                throw NotThere.creator(wanted.creatorId());
            }
            if (creator != null && !(engine && creator.status() == CreatorStatus.PAUSED)) {
                changed |= all.queue(scrape(project, creator, wanted.jobId(), command, now));
            }
        }
        return changed;
    }

    /** A range in which no creator that is wanted can have posted anything is a mistake; without {@code since} each has its own window. */
    private static void requireRange(ProjectState project, QueueScrapes command, Instant now) {
        Instant until = command.until() == null ? now : command.until();
        Stream<Instant> since = command.since() != null
                ? Stream.of(command.since())
                : command.wanted().stream()
                        .flatMap(wanted -> project.creator(wanted.creatorId()).stream())
                        .map(creator -> since(project, creator, command, now));
        since.min(Comparator.naturalOrder())
                .filter(earliest -> !earliest.isBefore(until))
                .ifPresent(earliest -> {
                    throw new Refusal(
                            "INVALID_DATE_RANGE",
                            "since must lie before until; without since it is as many days before the present as the window of"
                                    + " the creator has",
                            new Refusal.Detail("since", earliest.toString()),
                            new Refusal.Detail("until", until.toString()));
                });
    }

    private static Instant since(ProjectState project, Creator creator, QueueScrapes command, Instant now) {
        Instant since = command.since();
        return since == null ? now.minus(Duration.ofDays(project.windowOf(creator))) : since;
    }

    private JobQueued scrape(ProjectState project, Creator creator, JobId job, QueueScrapes command, Instant now) {
        boolean engine = command.author().equals(ZenithDecision.ENGINE);
        ContentMind modules = mind.get();
        return new JobQueued(
                job,
                JobKind.SCRAPE,
                project.projectId(),
                creator.creatorId(),
                null,
                null,
                modules.priority(new ContentMind.PriorityQuestion(project, JobKind.SCRAPE, null, null, null, now)),
                engine ? modules.permit(project, Work.SCRAPE) : Zenith.byOperator(Work.SCRAPE, command.author()),
                new ScrapeInput(
                        creator.platform(),
                        creator.handle(),
                        creator.profileUrl(),
                        since(project, creator, command, now),
                        command.until() == null ? now : command.until(),
                        command.force()),
                now.plus(JobDecider.EXPIRY));
    }

    private boolean decide(ProjectCommand command) {
        return all.project(command.projectId()).invoke(p -> p.decide(command));
    }

    private void name(@Nullable String tenant, String name, BiConsumer<ProjectName, ProjectNameId> change)
            throws Exception {
        ProjectNameId id = ProjectNameId.of(tenant, name);
        all.names().loadOrCreate(id.value(), () -> new ProjectName(id)).execute(n -> change.accept(n, id));
    }
}

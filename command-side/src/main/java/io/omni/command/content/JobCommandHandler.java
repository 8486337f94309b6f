package io.omni.command.content;

import io.omni.events.content.CalendarEntry;
import io.omni.events.content.CalendarState;
import io.omni.events.content.ClipId;
import io.omni.events.content.ContentJobEvent;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobDone;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobQueued;
import io.omni.events.content.JobStarted;
import io.omni.events.content.JobStatus;
import io.omni.events.content.JobStepReached;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ScheduleInput;
import io.omni.events.content.ScheduleResult;
import io.omni.events.content.ScheduleRun;
import io.omni.events.content.ScheduleStarted;
import io.omni.events.content.UploadPlaced;
import io.omni.events.content.mind.Work;
import io.omni.events.content.mind.Zenith;
import io.omni.events.content.mind.ZenithDecision;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/** Handles the commands on jobs. A job and what follows for its video, clip and place change in one append. */
class JobCommandHandler {
    private final ContentAggregates all;
    private final JobConsequences consequences;
    private final Supplier<ContentMind> mind;
    private final Clock clock;

    JobCommandHandler(ContentAggregates all, Supplier<ContentMind> mind, Clock clock) {
        this.all = all;
        this.consequences = new JobConsequences(all, mind, clock);
        this.mind = mind;
        this.clock = clock;
    }

    @CommandHandler
    boolean handle(CancelJob command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(RetryJob command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(StartJob command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ExpireJob command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportWaiting command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportStep command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportResult command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportFailure command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportStopped command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(ReportLost command) throws Exception {
        return decide(command);
    }

    @CommandHandler
    boolean handle(RunSchedule command) throws Exception {
        Aggregate<Calendar> calendar = all.calendar(command.projectId());
        ProjectState project = all.present(command.projectId());
        CalendarState state = calendar.invoke(c -> c.state(command.projectId()));
        boolean engine = command.author().equals(ZenithDecision.ENGINE);
        boolean waiting = state.entries().values().stream().anyMatch(entry -> entry.placement() == null);
        if (command.jobId().equals(state.run()) || (engine && !waiting)) {
            return false;
        }
        ZenithDecision zenith =
                engine ? mind.get().permit(project, Work.SCHEDULE) : Zenith.byOperator(Work.SCHEDULE, command.author());
        if (!zenith.proceeds()) {
            return false;
        }
        Instant now = clock.instant();
        boolean queued = all.queue(new JobQueued(
                command.jobId(),
                JobKind.SCHEDULE,
                command.projectId(),
                null,
                null,
                null,
                mind.get().priority(new ContentMind.PriorityQuestion(project, JobKind.SCHEDULE, null, null, null, now)),
                zenith,
                new ScheduleInput(command.reason(), command.targetDay()),
                now.plus(JobDecider.EXPIRY)));
        if (queued) {
            ScheduleStarted started = CalendarDecider.begin(state, command.jobId(), now);
            calendar.execute(c -> c.apply(List.of(started)));
        }
        return queued;
    }

    @CommandHandler
    boolean handle(FinishSchedule command) throws Exception {
        Aggregate<ContentJob> job = all.job(command.jobId());
        ContentJobState state = job.invoke(ContentJob::state);
        if (state.isEnded() || !(state.input() instanceof ScheduleInput input)) {
            return false;
        }
        Aggregate<Calendar> calendar = all.calendar(state.projectId());
        ProjectState project = all.present(state.projectId());
        Instant now = clock.instant();
        ScheduleRun run = CalendarDecider.run(
                calendar.invoke(c -> c.state(state.projectId())), project, state.jobId(), input, mind.get(), now);
        int attempt = state.attempt();
        List<ContentJobEvent> events = new ArrayList<>();
        if (state.status() != JobStatus.RUNNING) {
            events.add(new JobStarted(state.jobId(), attempt, command.node()));
        }
        events.add(new JobStepReached(
                state.jobId(), attempt, "COLLECTING", 0.1, run.considered() + " uploads have no fixed time"));
        events.add(new JobStepReached(
                state.jobId(), attempt, "PLACING", 0.9, run.changed().size() + " places are new or changed"));
        events.add(new JobDone(
                state.jobId(),
                attempt,
                new ScheduleResult(run.considered(), run.changed().size())));
        job.execute(j -> j.apply(events));
        calendar.execute(c -> c.apply(List.of(run)));
        return true;
    }

    @CommandHandler
    boolean handle(OverrideSchedule command) throws Exception {
        Aggregate<ContentJob> job = all.job(command.uploadJobId());
        ContentJobState state = job.invoke(ContentJob::state);
        ClipId clipId = state.clipId();
        if (!state.projectId().equals(command.projectId()) || state.kind() != JobKind.UPLOAD || clipId == null) {
            throw NotThere.job(command.uploadJobId());
        }
        Aggregate<Clip> clip = all.clip(clipId);
        Aggregate<Calendar> calendar = all.calendar(command.projectId());
        CalendarState now = calendar.invoke(c -> c.state(command.projectId()));
        CalendarEntry entry = CalendarDecider.movable(now, command.uploadJobId());
        UploadPlaced placed =
                CalendarDecider.placed(now, entry.wish(), command.finalTime(), command.author(), clock.instant());
        if (placed.placement().equals(entry.placement())) {
            return false;
        }
        clip.execute(c -> c.apply(List.of(ClipDecider.waits(placed.placement()))));
        calendar.execute(c -> c.apply(List.of(placed)));
        return true;
    }

    private boolean decide(JobCommand command) throws Exception {
        Aggregate<ContentJob> job = all.job(command.jobId());
        ContentJobState before = job.invoke(ContentJob::state);
        List<ContentJobEvent> events = JobDecider.decide(
                before,
                command,
                clock.instant(),
                consequences.deadline(before, command),
                question -> mind.get().afterFailure(question));
        // The place of an upload that is tried again puts its next attempt into the queue, so the attempt must be known
        // by then.
        if (command instanceof RetryJob) {
            job.execute(j -> j.apply(events));
        }
        for (ContentJobEvent event : events) {
            consequences.of(before, event);
        }
        if (!(command instanceof RetryJob)) {
            job.execute(j -> j.apply(events));
        }
        return !events.isEmpty();
    }
}

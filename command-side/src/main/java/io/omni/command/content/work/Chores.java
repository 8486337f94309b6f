package io.omni.command.content.work;

import io.omni.command.Command;
import io.omni.command.Refusal;
import io.omni.command.content.CancelJob;
import io.omni.command.content.ConfirmPublished;
import io.omni.command.content.ContentReader;
import io.omni.command.content.EditClip;
import io.omni.command.content.ExpireJob;
import io.omni.command.content.QueueScrapes;
import io.omni.command.content.RunSchedule;
import io.omni.command.content.Scheduling;
import io.omni.command.content.UploadClip;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipState;
import io.omni.events.content.CreatorStatus;
import io.omni.events.content.EditOperation;
import io.omni.events.content.JobId;
import io.omni.events.content.JobKind;
import io.omni.events.content.JobStatus;
import io.omni.events.content.ProjectId;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ProjectStatus;
import io.omni.events.content.mind.ZenithDecision;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does what the automation staged: each in a moment, each the same when it is done twice. */
@Component
class Chores {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final CommandDispatcher commands;
    private final ContentReader content;
    private final Scheduling scheduling;

    Chores(CommandDispatcher commands, ContentReader content, Scheduling scheduling) {
        this.commands = commands;
        this.content = content;
        this.scheduling = scheduling;
    }

    /** Queues the scrapes of a project that runs: of one creator, or of all. */
    void scrape(Chore chore) {
        ProjectId id = Objects.requireNonNull(chore.projectId());
        ProjectState project = content.project(id).orElse(null);
        if (project == null || project.status() != ProjectStatus.RUNNING) {
            return;
        }
        List<QueueScrapes.Wanted> wanted = project.creators().stream()
                .filter(one -> one.status() == CreatorStatus.ACTIVE)
                .filter(one -> chore.creatorId() == null || one.creatorId().equals(chore.creatorId()))
                .map(one -> new QueueScrapes.Wanted(
                        one.creatorId(),
                        JobId.of(JobKind.SCRAPE, one.creatorId().value() + "\n" + chore.cause())))
                .toList();
        if (!wanted.isEmpty()) {
            send(new QueueScrapes(id, wanted, null, null, false, ZenithDecision.ENGINE), chore);
        }
    }

    void edit(Chore chore) {
        ClipId clip = Objects.requireNonNull(chore.clipId());
        send(
                new EditClip(
                        clip,
                        JobId.of(JobKind.EDIT, clip.value()),
                        List.of(EditOperation.values()),
                        null,
                        false,
                        ZenithDecision.ENGINE),
                chore);
    }

    void upload(Chore chore) {
        ClipId clip = Objects.requireNonNull(chore.clipId());
        JobId edit = content.clip(clip).map(ClipState::editJob).orElse(null);
        String cause = clip.value() + "\n" + edit;
        send(new UploadClip(clip, JobId.of(JobKind.UPLOAD, cause), null, null, null, ZenithDecision.ENGINE), chore);
    }

    void place(Chore chore) {
        ProjectId project = Objects.requireNonNull(chore.projectId());
        RunSchedule run = new RunSchedule(
                project,
                JobId.of(JobKind.SCHEDULE, project.value() + "\n" + chore.cause()),
                "uploads wait for a place",
                null,
                ZenithDecision.ENGINE);
        try {
            scheduling.run(run, chore.origin());
        } catch (Refusal refusal) {
            if (refusal.code().equals("SCHEDULER_BUSY")) {
                // The run under way may have begun before these uploads came: the queue tries again in a few seconds.
                throw refusal;
            }
            dropped(chore, refusal);
        }
    }

    void finish(Chore chore) {
        try {
            scheduling.finish(Objects.requireNonNull(chore.jobId()), chore.origin());
        } catch (Refusal refusal) {
            dropped(chore, refusal);
        }
    }

    void confirm(Chore chore) {
        send(
                new ConfirmPublished(Objects.requireNonNull(chore.clipId()), Objects.requireNonNull(chore.jobId())),
                chore);
    }

    void cancel(Chore chore) {
        send(new CancelJob(Objects.requireNonNull(chore.jobId()), ZenithDecision.ENGINE), chore);
    }

    /** Whether the job still waits, and must be looked at again. */
    boolean expire(Chore chore) {
        JobId job = Objects.requireNonNull(chore.jobId());
        send(new ExpireJob(job), chore);
        return content.job(job)
                .filter(state -> state.status() == JobStatus.QUEUED)
                .isPresent();
    }

    private void send(Command command, Chore chore) {
        try {
            commands.send(command, chore.origin());
        } catch (Refusal refusal) {
            dropped(chore, refusal);
        }
    }

    private static void dropped(Chore chore, Refusal refusal) {
        LOG.debug("{} is not wanted any more: {}", chore.cause(), refusal.getMessage());
    }
}

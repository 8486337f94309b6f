package io.omni.command.content;

import io.omni.command.Refusal;
import io.omni.events.content.CalendarEntry;
import io.omni.events.content.CalendarState;
import io.omni.events.content.JobId;
import io.omni.events.content.Placement;
import io.omni.events.content.PlacementWish;
import io.omni.events.content.ProjectState;
import io.omni.events.content.ScheduleInput;
import io.omni.events.content.ScheduleRun;
import io.omni.events.content.ScheduleStarted;
import io.omni.events.content.UploadPlaced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decides who gets which place. Pure: the same state, question and time give the same events. */
final class CalendarDecider {
    /** A run that has not ended by then is taken for dead. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(1);

    private CalendarDecider() {}

    /** The place of an upload whose time an operator chose. */
    static UploadPlaced placed(CalendarState state, PlacementWish wish, Instant time, String author, Instant now) {
        if (!time.isAfter(now)) {
            throw new Refusal(
                    "INVALID_SCHEDULE",
                    "the time has passed; give one in the future",
                    new Refusal.Detail("final_time", time.toString()));
        }
        state.at(wish.channel(), time)
                .filter(taken -> !taken.jobId().equals(wish.jobId()))
                .ifPresent(taken -> {
                    throw new Refusal(
                            "SCHEDULE_CONFLICT",
                            "another upload has this place of the channel; choose another minute",
                            new Refusal.Detail("upload_job_id", taken.jobId().value()));
                });
        Instant recommended = state.entry(wish.jobId())
                .map(CalendarEntry::placement)
                .map(Placement::recommendedTime)
                .orElse(time);
        return new UploadPlaced(
                state.calendarId(),
                state.projectId(),
                wish,
                new Placement(wish.jobId(), wish.clipId(), wish.channel(), recommended, time, true),
                author);
    }

    /** The entry that an operator may move. */
    static CalendarEntry movable(CalendarState state, JobId upload) {
        CalendarEntry entry = state.entry(upload).orElseThrow(() -> NotThere.job(upload));
        if (entry.handedOver()) {
            throw new Refusal(
                    "SCHEDULE_CONFLICT",
                    "the upload was handed to its target; its time can't be changed any more",
                    new Refusal.Detail("upload_job_id", upload.value()));
        }
        return entry;
    }

    /** Lets a run begin. */
    static ScheduleStarted begin(CalendarState state, JobId run, Instant now) {
        Instant since = state.runSince();
        if (state.run() != null && since != null && now.isBefore(since.plus(LONGEST_RUN))) {
            throw new Refusal(
                    "SCHEDULER_BUSY",
                    "the scheduler is at work on this project; try again in a moment",
                    new Refusal.Detail("job_id", state.run().value()));
        }
        return new ScheduleStarted(state.calendarId(), state.projectId(), run);
    }

    /** Places what waits, and moves what is not fixed. */
    static ScheduleRun run(
            CalendarState state, ProjectState project, JobId run, ScheduleInput input, ContentMind mind, Instant now) {
        List<PlacementWish> movable = new ArrayList<>();
        List<CalendarEntry> fixed = new ArrayList<>();
        for (CalendarEntry entry : state.entries().values()) {
            if (entry.isMovable()) {
                movable.add(entry.wish());
            } else if (entry.placement() != null) {
                fixed.add(entry);
            }
        }
        ContentMind.PlaceAnswer answer =
                mind.place(new ContentMind.PlaceQuestion(project, movable, fixed, now, input.targetDay()));
        List<Placement> changed = answer.places().stream()
                .filter(place -> !state.entry(place.jobId())
                        .map(CalendarEntry::placement)
                        .filter(place::equals)
                        .isPresent())
                .toList();
        return new ScheduleRun(
                state.calendarId(),
                state.projectId(),
                run,
                answer.policy(),
                input.reason(),
                input.targetDay(),
                movable.size(),
                changed);
    }
}

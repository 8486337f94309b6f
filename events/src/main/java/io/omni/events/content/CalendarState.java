package io.omni.events.content;

import io.omni.events.content.mind.Placing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a calendar's events add up to; the only fold of them.
 *
 * @param calendarId the calendar
 * @param projectId its project
 * @param entries its uploads by job, in the order in which they came
 * @param run the run of the scheduler that is under way; null when none is
 * @param runSince since when; null when none is
 * @param version how many events it has
 */
public record CalendarState(
        CalendarId calendarId,
        ProjectId projectId,
        Map<String, CalendarEntry> entries,
        @Nullable JobId run,
        @Nullable Instant runSince,
        long version) {
    private static final Duration REMEMBERED = Duration.ofDays(2);

    /** Keeps its own copy of the map. */
    public CalendarState {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * The state after an event.
     *
     * @param state the state before it; null for the first
     * @param event what happened
     * @param at when it happened
     */
    public static CalendarState evolve(@Nullable CalendarState state, CalendarEvent event, Instant at) {
        CalendarState before = state == null ? begin(event) : state;
        Map<String, CalendarEntry> entries = new LinkedHashMap<>(before.entries);
        JobId run = before.run;
        Instant since = before.runSince;
        switch (event) {
            case UploadAwaitsPlace e -> entries.put(e.wish().jobId().value(), new CalendarEntry(e.wish(), null, false));
            case UploadPlaced e ->
                entries.put(e.wish().jobId().value(), new CalendarEntry(e.wish(), e.placement(), false));
            case UploadHandedOver e ->
                entries.computeIfPresent(
                        e.jobId().value(), (_, entry) -> new CalendarEntry(entry.wish(), entry.placement(), true));
            case UploadReleased e -> entries.remove(e.jobId().value());
            case ScheduleStarted e -> {
                run = e.jobId();
                since = at;
            }
            case ScheduleRun e -> {
                run = null;
                since = null;
                e.changed()
                        .forEach(place -> entries.computeIfPresent(
                                place.jobId().value(), (_, entry) -> new CalendarEntry(entry.wish(), place, false)));
                entries.values().removeIf(entry -> isLongPast(entry, at));
            }
            case ScheduleAbandoned _ -> {
                run = null;
                since = null;
            }
        }
        return new CalendarState(before.calendarId, before.projectId, entries, run, since, before.version + 1);
    }

    /** A project's calendar before anything was entered. */
    public static CalendarState empty(ProjectId project) {
        return new CalendarState(CalendarId.of(project), project, Map.of(), null, null, 0);
    }

    /** The beginning of the place that a time lies in. */
    public static Instant slotOf(Instant time) {
        return Placing.slot(time);
    }

    /** An upload's entry; empty when it is not in the calendar. */
    public Optional<CalendarEntry> entry(JobId job) {
        return Optional.ofNullable(entries.get(job.value()));
    }

    /** The places that are taken, in the order in which their uploads came. */
    public List<Placement> placements() {
        List<Placement> taken = new ArrayList<>();
        for (CalendarEntry entry : entries.values()) {
            if (entry.placement() != null) {
                taken.add(entry.placement());
            }
        }
        return taken;
    }

    /** Who has the place that a time of a channel lies in; empty when it is free. */
    public Optional<Placement> at(String channel, Instant time) {
        Instant slot = slotOf(time);
        return placements().stream()
                .filter(place -> place.channel().equals(channel)
                        && slotOf(place.finalTime()).equals(slot))
                .findFirst();
    }

    private static CalendarState begin(CalendarEvent event) {
        ProjectId project = switch (event) {
            case UploadAwaitsPlace e -> e.projectId();
            case UploadPlaced e -> e.projectId();
            case UploadHandedOver e -> e.projectId();
            case UploadReleased e -> e.projectId();
            case ScheduleStarted e -> e.projectId();
            case ScheduleRun e -> e.projectId();
            case ScheduleAbandoned e -> e.projectId();
        };
        return new CalendarState(event.calendarId(), project, Map.of(), null, null, 0);
    }

    private static boolean isLongPast(CalendarEntry entry, Instant at) {
        Placement place = entry.placement();
        return entry.handedOver() && place != null && place.finalTime().isBefore(at.minus(REMEMBERED));
    }
}

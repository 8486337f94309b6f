package io.omni.command.content;

import io.omni.events.content.CalendarEntry;
import io.omni.events.content.CalendarEvent;
import io.omni.events.content.CalendarState;
import io.omni.events.content.ClipEvent;
import io.omni.events.content.Placement;
import io.omni.events.content.PlacementWish;
import io.omni.events.content.ProjectState;
import io.omni.events.content.UploadAwaitsPlace;
import io.omni.events.content.UploadPlaced;
import io.omni.events.content.mind.ZenithDecision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds an upload its place when it is queued: what an operator wants gets it at once, what the engine wants waits for the next run. */
final class UploadPlaces {
    private final CalendarState calendar;
    private final ProjectState project;
    private final PlacementWish wish;
    private final Instant now;

    UploadPlaces(CalendarState calendar, ProjectState project, PlacementWish wish, Instant now) {
        this.calendar = calendar;
        this.project = project;
        this.wish = wish;
        this.now = now;
    }

    /**
     * The place of an upload that somebody asks for.
     *
     * @param author {@code zenith}, or who asks
     * @param time the time that they chose; null: when the scheduler says
     * @throws io.omni.command.Refusal {@code INVALID_SCHEDULE} or {@code SCHEDULE_CONFLICT} when the time can't be had
     */
    List<CalendarEvent> asked(String author, @Nullable Instant time, ContentMind mind) {
        if (author.equals(ZenithDecision.ENGINE)) {
            // The next run sees all that waits.
            return List.of(new UploadAwaitsPlace(calendar.calendarId(), calendar.projectId(), wish));
        }
        return time == null ? next(mind) : List.of(CalendarDecider.placed(calendar, wish, time, author, now));
    }

    /**
     * The place of an upload that somebody tries again: the time that was chosen before, unless it has passed or somebody else has it now.
     */
    List<CalendarEvent> again(String author, @Nullable Instant before, ContentMind mind) {
        boolean free = before != null
                && before.isAfter(now)
                && calendar.at(wish.channel(), before).isEmpty();
        return asked(author, free ? before : null, mind);
    }

    /** What the clip hears of its place. */
    static List<ClipEvent> scheduled(List<CalendarEvent> places) {
        return places.getFirst() instanceof UploadPlaced placed
                        && placed.placement().byOperator()
                ? List.of(ClipDecider.waits(placed.placement()))
                : List.of();
    }

    private List<CalendarEvent> next(ContentMind mind) {
        List<CalendarEntry> fixed = calendar.entries().values().stream()
                .filter(entry -> entry.placement() != null)
                .toList();
        List<Placement> places = mind.place(new ContentMind.PlaceQuestion(project, List.of(wish), fixed, now, null))
                .places();
        return places.isEmpty()
                ? List.of(new UploadAwaitsPlace(calendar.calendarId(), calendar.projectId(), wish))
                : List.of(new UploadPlaced(
                        calendar.calendarId(), calendar.projectId(), wish, places.getFirst(), "scheduler"));
    }
}

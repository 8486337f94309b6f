package io.omni.command.content;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.content.CalendarEvent;
import io.omni.events.content.CalendarId;
import io.omni.events.content.CalendarState;
import io.omni.events.content.ProjectId;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A project's calendar as an aggregate: it alone decides who gets a channel's place. */
@AggregateRoot(type = "content_calendar")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Calendar {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable CalendarState state;

    /** For the repository, which then replays the events. */
    Calendar() {}

    Calendar(CalendarId id) {
        this.id = id.value();
    }

    void apply(List<? extends CalendarEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }

    /** Its state; empty before anything was entered. */
    CalendarState state(ProjectId project) {
        return state == null ? CalendarState.empty(project) : state;
    }

    @EventSourcingHandler
    void evolve(CalendarEvent event, @Timestamp Instant at) {
        id = event.calendarId().value();
        state = CalendarState.evolve(state, event, at);
    }
}

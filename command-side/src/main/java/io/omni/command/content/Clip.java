package io.omni.command.content;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.content.ClipEvent;
import io.omni.events.content.ClipId;
import io.omni.events.content.ClipState;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A clip as an aggregate: its state is the fold of its events, its decisions are {@link ClipDecider}'s. */
@AggregateRoot(type = "content_clip")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Clip {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable ClipState state;

    /** For the repository, which then replays the events. */
    Clip() {}

    Clip(ClipId id) {
        this.id = id.value();
    }

    boolean isFound() {
        return state != null;
    }

    void apply(List<? extends ClipEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }

    ClipState state() {
        if (state == null) {
            throw new IllegalStateException("a clip's history begins with content.clip.found");
        }
        return state;
    }

    @EventSourcingHandler
    void evolve(ClipEvent event, @Timestamp Instant at) {
        id = event.clipId().value();
        state = ClipState.evolve(state, event, at);
    }
}

package io.omni.command.content;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.content.VideoEvent;
import io.omni.events.content.VideoId;
import io.omni.events.content.VideoState;
import java.time.Instant;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A video as an aggregate. Its id is derived from project and bytes, so the store's unique key lets it in once, on any number of nodes. */
@AggregateRoot(type = "content_video")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Video {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable VideoState state;

    /** For the repository, which then replays the events. */
    Video() {}

    Video(VideoId id) {
        this.id = id.value();
    }

    boolean isKnown() {
        return state != null;
    }

    void apply(VideoEvent event) {
        AggregateLifecycle.apply(event);
    }

    VideoState state() {
        if (state == null) {
            throw new IllegalStateException("a video's history begins with content.video.scraped");
        }
        return state;
    }

    @EventSourcingHandler
    void evolve(VideoEvent event, @Timestamp Instant at) {
        id = event.videoId().value();
        state = VideoState.evolve(state, event, at);
    }
}

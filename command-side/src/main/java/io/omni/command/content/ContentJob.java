package io.omni.command.content;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.content.ContentJobEvent;
import io.omni.events.content.ContentJobState;
import io.omni.events.content.JobId;
import io.omni.events.content.JobQueued;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A job as an aggregate: its state is the fold of its events, its decisions are {@link JobDecider}'s. */
@AggregateRoot(type = "content_job")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class ContentJob {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable ContentJobState state;

    /** For the repository, which then replays the events. */
    ContentJob() {}

    ContentJob(JobId id) {
        this.id = id.value();
    }

    boolean isQueued() {
        return state != null;
    }

    void queue(JobQueued event) {
        AggregateLifecycle.apply(event);
    }

    void apply(List<? extends ContentJobEvent> events) {
        events.forEach(AggregateLifecycle::apply);
    }

    ContentJobState state() {
        if (state == null) {
            throw new IllegalStateException("a job's history begins with content.job.queued");
        }
        return state;
    }

    @EventSourcingHandler
    void evolve(ContentJobEvent event, @Timestamp Instant at) {
        id = event.jobId().value();
        state = ContentJobState.evolve(state, event, at);
    }
}

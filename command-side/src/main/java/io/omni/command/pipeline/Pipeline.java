package io.omni.command.pipeline;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageStarted;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** A pipeline as an aggregate: its state is the fold of its events, its decisions are {@link PipelineDecider}'s. */
@AggregateRoot(type = "pipeline")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
class Pipeline {
    @AggregateIdentifier
    private @Nullable String id;

    private @Nullable PipelineState state;

    /** For the repository, which then replays the events. */
    Pipeline() {}

    static Pipeline start(ExecutePipeline command) {
        Pipeline pipeline = new Pipeline();
        AggregateLifecycle.apply(new PipelineStarted(
                command.pipelineId(), command.task(), command.stages(), command.config(), command.context()));
        Stage first = command.stages().getFirst();
        AggregateLifecycle.apply(new StageStarted(command.pipelineId(), first, 1, 1));
        return pipeline;
    }

    /** Decides on a command and applies what it changes; whether anything changed. */
    boolean decide(PipelineCommand command, Instant now) {
        List<PipelineEvent> events = PipelineDecider.decide(state(), command, now);
        events.forEach(AggregateLifecycle::apply);
        return !events.isEmpty();
    }

    PipelineState state() {
        if (state == null) {
            throw new IllegalStateException("a pipeline's history begins with pipeline.started");
        }
        return state;
    }

    @EventSourcingHandler
    void evolve(PipelineEvent event, @Timestamp Instant at) {
        id = event.pipelineId().value();
        state = PipelineState.evolve(state, event, at);
    }
}

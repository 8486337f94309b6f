package io.omni.query.pipeline;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.Problem;
import io.omni.events.pipeline.Stage;
import io.omni.query.stardust.PacketRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Why a pipeline is as it is.
 *
 * @param pipelineId the pipeline
 * @param status where it stands
 * @param version how many events it has
 * @param summary one sentence for people
 * @param decisions what was decided, in order
 */
public record Explanation(
        PipelineId pipelineId, PipelineStatus status, long version, String summary, List<Decision> decisions) {

    static Explanation of(PipelineState state, List<RecordedEvent> events) {
        List<Decision> decisions =
                events.stream().map(Decisions::of).filter(Objects::nonNull).toList();
        return new Explanation(state.pipelineId(), state.status(), state.version(), summary(state), decisions);
    }

    /** The same explanation, in which each decision cites the packet that was made of its event. */
    Explanation citing(Map<String, PacketRef> byEvent) {
        return new Explanation(
                pipelineId,
                status,
                version,
                summary,
                decisions.stream().map(d -> d.citing(byEvent.get(d.eventId()))).toList());
    }

    private static String summary(PipelineState state) {
        String turn = "iteration " + state.iteration() + " of at most " + state.iterationLimit();
        return switch (state.status()) {
            case COMPLETED -> "It completed all " + state.stages().size() + " stages in " + turn + ".";
            case FAILED -> failure(state, turn);
            case CANCELLED -> "It was cancelled in " + turn + " because someone asked.";
            case CANCELLING ->
                "It is being cancelled because someone asked; "
                        + (state.forceCancel()
                                ? "the running stage is being stopped."
                                : "the running stage completes first.");
            case PAUSED -> "It is paused in " + turn + " and goes on when it is resumed.";
            case RUNNING -> running(state, turn);
        };
    }

    private static String failure(PipelineState state, String turn) {
        Problem problem = state.problem();
        Stage stage = state.failedStage();
        return "It failed at " + (stage == null ? "no stage" : stage.wireName()) + " in " + turn
                + (problem == null ? "." : ": " + problem.message());
    }

    private static String running(PipelineState state, String turn) {
        Stage stage = state.runningStage();
        if (stage == null) {
            return "It is between stages in " + turn + ".";
        }
        boolean waits = Objects.requireNonNull(state.stage(stage)).retryAt() != null;
        return waits
                ? "It waits to try " + stage.wireName() + " again in " + turn + "."
                : "It is at " + stage.wireName() + " in " + turn + ".";
    }
}

package io.omni.api.pipeline;

import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Problem;
import io.omni.query.pipeline.PipelineDetail;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pipeline.
 *
 * @param pipelineId its id, {@code pipe_…}
 * @param status {@code running}, {@code cancelling}, {@code paused}, {@code completed}, {@code failed} or {@code cancelled}
 * @param task what it should do
 * @param stages its stages in their order; in a list without output, logs, artifacts and checks
 * @param config what it works on, and how; never with credentials
 * @param context what it may draw its context from
 * @param iterations the turns of generate, validate and test so far, oldest first
 * @param createdAt when it was accepted, UTC
 * @param completedAt when it ended, however it ended; null until then
 * @param durationMs how long it took from acceptance to end, in milliseconds; null until it has ended
 * @param error why it failed; null unless it did
 * @param version how many events it has; the number for {@code ?version=}, and its ETag
 */
record PipelineResponse(
        String pipelineId,
        String status,
        String task,
        Map<String, StageResponse> stages,
        Config config,
        Context context,
        List<Iteration> iterations,
        Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable Long durationMs,
        @Nullable Failure error,
        long version) {

    /**
     * What a pipeline works on, and how.
     *
     * @param model the model to ask; null leaves it to the platform
     * @param language the language the code is in; null when not said
     * @param repoUrl the repository, without credentials
     * @param branch the branch the work starts from
     * @param maxIterations how often generate, validate and test may run
     * @param qualityGate {@code strict}, {@code standard} or {@code advisory}
     */
    record Config(
            @Nullable String model,
            @Nullable String language,
            String repoUrl,
            String branch,
            int maxIterations,
            String qualityGate) {
        private static Config of(PipelineConfig c) {
            return new Config(
                    c.model(),
                    c.language(),
                    c.repoUrl().value(),
                    c.branch().value(),
                    c.maxIterations(),
                    c.qualityGate().wireName());
        }
    }

    /**
     * What a pipeline may draw its context from.
     *
     * @param knowledgeSources some of {@code neo4j}, {@code qdrant}, {@code wiki}
     * @param maxContextTokens the most tokens the context may have
     */
    record Context(List<String> knowledgeSources, int maxContextTokens) {
        private static Context of(PipelineContext c) {
            return new Context(
                    c.knowledgeSources().stream().map(s -> s.wireName()).toList(), c.maxContextTokens());
        }
    }

    /**
     * One turn of generate, validate and test.
     *
     * @param number from 1
     * @param startedAt when it began, UTC
     * @param failedStage the stage of the turn before that led to this one; null for the first
     * @param feedback what the generator is told about that failure; null for the first, and in a list
     */
    record Iteration(
            int number,
            Instant startedAt,
            @Nullable String failedStage,
            @Nullable String feedback) {}

    /**
     * Why a pipeline failed.
     *
     * @param code {@code STAGE_FAILED} or {@code TIMEOUT}
     * @param message one sentence that says what to do about it
     * @param stage the stage that failed
     */
    record Failure(String code, String message, @Nullable String stage) {}

    /** The whole of it, with logs and artifacts. */
    static PipelineResponse of(PipelineDetail detail) {
        PipelineState state = detail.state();
        Map<String, StageResponse> stages = new LinkedHashMap<>();
        state.stages()
                .forEach((stage, s) ->
                        stages.put(stage.wireName(), StageResponse.of(state.pipelineId(), s, detail.output(stage))));
        return of(state, stages);
    }

    /** What a list shows of it. */
    static PipelineResponse listed(PipelineState state) {
        Map<String, StageResponse> stages = new LinkedHashMap<>();
        state.stages().forEach((stage, s) -> stages.put(stage.wireName(), StageResponse.listed(s)));
        return of(state, stages);
    }

    private static PipelineResponse of(PipelineState state, Map<String, StageResponse> stages) {
        Instant completedAt = state.completedAt();
        return new PipelineResponse(
                state.pipelineId().value(),
                state.status().wireName(),
                state.task(),
                stages,
                Config.of(state.config()),
                Context.of(state.context()),
                iterations(state),
                state.createdAt(),
                completedAt,
                completedAt == null
                        ? null
                        : Duration.between(state.createdAt(), completedAt).toMillis(),
                failure(state),
                state.version());
    }

    private static List<Iteration> iterations(PipelineState state) {
        return state.iterations().stream()
                .map(i -> new Iteration(
                        i.number(),
                        i.startedAt(),
                        i.failedStage() == null ? null : i.failedStage().wireName(),
                        i.feedback()))
                .toList();
    }

    private static @Nullable Failure failure(PipelineState state) {
        Problem problem = state.problem();
        return problem == null
                ? null
                : new Failure(
                        problem.code(),
                        problem.message(),
                        state.failedStage() == null ? null : state.failedStage().wireName());
    }
}

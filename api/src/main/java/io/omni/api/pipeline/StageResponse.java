package io.omni.api.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Problem;
import io.omni.events.pipeline.StageState;
import io.omni.query.pipeline.LogLine;
import io.omni.query.pipeline.StageOutput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one stage of a pipeline stands. What isn't known yet is left out, and in a list output, checks, logs and artifacts.
 *
 * @param status {@code pending}, {@code running}, {@code completed}, {@code failed} or {@code skipped}
 * @param iteration the iteration it last ran in; 0 before it ran
 * @param attempt its newest attempt; 0 before it ran
 * @param startedAt when that attempt began, UTC
 * @param completedAt when it ended, UTC
 * @param durationMs how long it took, in milliseconds
 * @param retryAt when a retry is due, UTC, while one is waited for
 * @param progress how far the running attempt is
 * @param output a small object with what it found
 * @param error why it failed, or the trouble that it is retried for
 * @param checks what it measured
 * @param logs its last 100 lines, oldest first
 * @param artifacts what it produced
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StageResponse(
        String status,
        int iteration,
        int attempt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Long durationMs,
        @Nullable Instant retryAt,
        @Nullable Progress progress,
        @Nullable Map<String, Object> output,
        @Nullable Failure error,
        @Nullable List<CheckResult> checks,
        @Nullable List<Line> logs,
        @Nullable List<Artifact> artifacts) {

    /**
     * How far a stage is.
     *
     * @param percent 0 to 100
     * @param message what it is at
     * @param timestamp when it said so, UTC
     */
    record Progress(int percent, String message, Instant timestamp) {}

    /**
     * Why a stage failed.
     *
     * @param code for example {@code STAGE_FAILED} or {@code TIMEOUT}
     * @param message one sentence that says what to do about it
     */
    record Failure(String code, String message) {}

    /**
     * One thing that a stage measured.
     *
     * @param name what was measured
     * @param severity {@code error} or {@code warning}
     * @param verdict {@code passed}, {@code failed} or {@code skipped}
     * @param measured the measured value; null when it could not be measured
     * @param comparison how measured and threshold compare when the check passes: {@code <=}, {@code >=} or {@code ==}
     * @param threshold the value that the measured one is held against
     * @param unit what the numbers count
     * @param message one sentence for people
     */
    record CheckResult(
            String name,
            String severity,
            String verdict,
            @Nullable Double measured,
            @Nullable String comparison,
            @Nullable Double threshold,
            @Nullable String unit,
            String message) {
        private static CheckResult of(Check c) {
            return new CheckResult(
                    c.name(),
                    c.severity().wireName(),
                    c.verdict().wireName(),
                    c.measured(),
                    c.comparison(),
                    c.threshold(),
                    c.unit(),
                    c.message());
        }
    }

    /**
     * One line of a stage's log.
     *
     * @param timestamp when, UTC
     * @param level {@code info}, {@code warn} or {@code error}
     * @param message what it says
     */
    record Line(Instant timestamp, String level, String message) {}

    /**
     * Bytes that a stage produced.
     *
     * @param artifactId its id, {@code art_…}
     * @param name the file name
     * @param mediaType for example {@code text/x-diff}
     * @param sizeBytes how many bytes there are
     * @param sha256 their SHA-256 in lower-case hex
     * @param url where to get them, on this server
     */
    record Artifact(String artifactId, String name, String mediaType, long sizeBytes, String sha256, String url) {
        private static Artifact of(PipelineId pipeline, ArtifactRef a) {
            String url = PipelineController.PATH + "/" + pipeline + "/artifacts/" + a.artifactId();
            return new Artifact(a.artifactId(), a.name(), a.mediaType(), a.sizeBytes(), a.sha256(), url);
        }
    }

    /** The whole of it. */
    static StageResponse of(PipelineId pipeline, StageState s, StageOutput output) {
        return of(
                s,
                progress(output.progress()),
                s.output(),
                s.checks().stream().map(CheckResult::of).toList(),
                output.logs().stream()
                        .map(l -> new Line(l.timestamp(), l.level(), l.message()))
                        .toList(),
                s.artifacts().stream().map(a -> Artifact.of(pipeline, a)).toList());
    }

    /** What a list shows of it. */
    static StageResponse listed(StageState s) {
        return of(s, null, null, null, null, null);
    }

    private static StageResponse of(
            StageState s,
            @Nullable Progress progress,
            @Nullable Map<String, Object> output,
            @Nullable List<CheckResult> checks,
            @Nullable List<Line> logs,
            @Nullable List<Artifact> artifacts) {
        Problem problem = s.problem();
        return new StageResponse(
                s.status().wireName(),
                s.iteration(),
                s.attempt(),
                s.startedAt(),
                s.completedAt(),
                s.durationMs(),
                s.retryAt(),
                progress,
                output,
                problem == null ? null : new Failure(problem.code(), problem.message()),
                checks,
                logs,
                artifacts);
    }

    private static @Nullable Progress progress(@Nullable LogLine line) {
        return line == null || line.percent() == null
                ? null
                : new Progress(line.percent(), line.message(), line.timestamp());
    }
}

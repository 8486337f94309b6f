package io.omni.query.pipeline;

import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageState;
import io.omni.query.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what pipelines' stages have logged. */
@Component
class PipelineLogs {
    /** Later than everything that is logged, and still a date that PostgreSQL knows. */
    static final Instant NO_LIMIT = Instant.parse("9999-12-31T23:59:59Z");

    /** The most lines of a stage that come with its pipeline. */
    static final int TAIL = 100;

    private static final String LIST = "log";
    private static final int KEY_PARTS = 5;

    private final StageLogRows rows;

    PipelineLogs(StageLogRows rows) {
        this.rows = rows;
    }

    /**
     * The last lines of each stage.
     *
     * @param upTo lines logged later are as if they weren't there
     */
    Map<Stage, StageOutput> tails(PipelineState state, Instant upTo) {
        String stages = state.stages().entrySet().stream()
                .filter(e -> e.getValue().attempt() > 0)
                .map(e -> e.getKey().wireName())
                .collect(Collectors.joining(","));
        if (stages.isEmpty()) {
            return Map.of();
        }
        Stage running = state.runningStage();
        String runningName = running == null ? "" : running.wireName();
        Map<Stage, List<LogLine>> byStage = new EnumMap<>(Stage.class);
        for (StageLogRow row : rows.tails(state.pipelineId().value(), stages, runningName, upTo, TAIL)) {
            byStage.computeIfAbsent(Stage.of(row.key().stage()), _ -> new ArrayList<>())
                    .add(LogLine.of(row));
        }
        return outputs(state, byStage);
    }

    /** What the stages have said, from the last lines of each, oldest first. */
    static Map<Stage, StageOutput> outputs(PipelineState state, Map<Stage, List<LogLine>> byStage) {
        Stage running = state.runningStage();
        Map<Stage, StageOutput> output = new EnumMap<>(Stage.class);
        byStage.forEach((stage, lines) -> {
            StageState its = state.stage(stage);
            if (its != null && its.attempt() > 0) {
                output.put(stage, output(lines, stage == running ? its : null));
            }
        });
        return output;
    }

    /**
     * A page of lines, in the order they were logged.
     *
     * @param stage only this one's; null for all
     * @param cursor where the page before ended; null for the first
     * @throws io.omni.query.BadCursor when it is no cursor of this list
     */
    LogPage page(PipelineId id, @Nullable Stage stage, @Nullable String cursor, int limit, @Nullable Instant upTo) {
        Cursor after = cursor == null ? null : Cursor.read(LIST, KEY_PARTS, cursor);
        List<StageLogRow> found = rows.lines(
                id.value(),
                stage == null ? "" : stage.wireName(),
                upTo == null ? NO_LIMIT : upTo,
                after == null ? Instant.EPOCH : after.instant(0),
                after == null ? "" : after.text(1),
                after == null ? 0 : after.number(2),
                after == null ? 0 : after.number(3),
                after == null ? 0 : after.number(4),
                limit + 1);
        if (found.size() <= limit) {
            return new LogPage(found.stream().map(LogLine::of).toList(), null);
        }
        List<StageLogRow> page = found.subList(0, limit);
        StageLogRow last = page.getLast();
        StageLogRow.Key key = last.key();
        String next = Cursor.write(LIST, last.loggedAt(), key.stage(), key.iteration(), key.attempt(), key.line());
        return new LogPage(page.stream().map(LogLine::of).toList(), next);
    }

    /** How many lines there are in all. */
    long count(PipelineId id, @Nullable Stage stage, @Nullable Instant upTo) {
        return rows.count(id.value(), stage == null ? "" : stage.wireName(), upTo == null ? NO_LIMIT : upTo);
    }

    private static StageOutput output(List<LogLine> lines, @Nullable StageState running) {
        LogLine progress = null;
        if (running != null) {
            for (LogLine line : lines) {
                boolean current = line.iteration() == running.iteration() && line.attempt() == running.attempt();
                progress = current && line.percent() != null ? line : progress;
            }
        }
        // The newest line with a percentage may lie before the tail; then it comes along as one line more.
        return new StageOutput(lines.subList(Math.max(0, lines.size() - TAIL), lines.size()), progress);
    }
}

package io.omni.api.benchmark;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.work.StageExecutor;
import io.omni.command.pipeline.work.StageExecutors;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/** What the platform itself takes for a stage: pipelines of eight stages whose executors return at once. */
final class InstantStages {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int IN_FLIGHT = 64;

    private final Product product;
    private final CommandDispatcher commands;

    InstantStages(Product product) {
        this.product = product;
        this.commands = product.bean(CommandDispatcher.class);
    }

    /** Executors for the place of the product's. */
    static StageExecutors executors() {
        return new StageExecutors(
                Arrays.stream(Stage.values()).<StageExecutor>map(Instant::new).toList());
    }

    /** One pipeline at a time: from its acceptance to its end, an eighth of it for each stage, in microseconds. */
    Histogram alone(int pipelines) throws InterruptedException, TimeoutException {
        Histogram histogram = new Histogram(3);
        for (int i = 0; i < pipelines; i++) {
            PipelineId id = Pipelines.start(commands);
            await(() -> completed("pipeline_id = '" + id + "'") == 1);
            Double seconds = product.jdbc()
                    .queryForObject(
                            "SELECT extract(epoch FROM completed_at - created_at) FROM pipeline_view WHERE pipeline_id = ?",
                            Double.class,
                            id.value());
            histogram.recordValue(Math.round((seconds == null ? 0 : seconds) * 1e6 / Stage.values().length));
        }
        return histogram;
    }

    /** With 64 in flight at any time: completed pipelines a second, without the first and the last tenth. */
    double perSecond(int pipelines) throws InterruptedException, TimeoutException {
        int before = completed("true");
        int started = 0;
        int done = 0;
        int from = pipelines / 10;
        int to = pipelines - from;
        int counted = 0;
        long began = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (done < to) {
            for (; started < Math.min(pipelines, done + IN_FLIGHT); started++) {
                Pipelines.start(commands);
            }
            TimeUnit.MILLISECONDS.sleep(5);
            done = completed("true") - before;
            if (began == 0 && done >= from) {
                began = System.nanoTime();
                counted = done;
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("only " + done + " of " + started + " pipelines were completed");
            }
        }
        return (done - counted) * 1e9 / (System.nanoTime() - began);
    }

    private int completed(String condition) {
        Integer count = product.jdbc()
                .queryForObject(
                        "SELECT count(*) FROM pipeline_view WHERE status = 'completed' AND " + condition,
                        Integer.class);
        return count == null ? 0 : count;
    }

    private static void await(Condition condition) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("a pipeline was not completed");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private record Instant(Stage stage) implements StageExecutor {
        @Override
        public Duration timeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public StageResult execute(StageContext context) {
            return StageResult.of(Map.of("done", true), List.of());
        }
    }
}

package io.omni.command.pipeline.work;

import io.omni.command.eventstore.DatabaseAway;
import io.omni.command.pipeline.PipelineCommand;
import io.omni.command.pipeline.PipelineReader;
import io.omni.command.pipeline.ReportStageFailure;
import io.omni.command.pipeline.ReportStageLost;
import io.omni.command.pipeline.ReportStageResult;
import io.omni.command.pipeline.ReportStageStopped;
import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.artifact.StageLogs;
import io.omni.command.work.AttemptReports;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.StageState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one attempt at a stage: reads the pipeline, lets the stage's executor work for as long as it may, and reports what came of it.
 * A task whose attempt is over, because another node was faster or the pipeline has ended, is dropped.
 */
final class StageWorker {
    private static final Logger LOG = LoggerFactory.getLogger(StageWorker.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final StageExecutors executors;
    private final PipelineReader pipelines;
    private final AttemptReports reports;
    private final RunningStages running;
    private final StageLogs logs;
    private final Clock clock;

    StageWorker(
            StageExecutors executors,
            PipelineReader pipelines,
            AttemptReports reports,
            RunningStages running,
            StageLogs logs,
            Clock clock) {
        this.executors = executors;
        this.pipelines = pipelines;
        this.reports = reports;
        this.running = running;
        this.logs = logs;
        this.clock = clock;
    }

    /** Does the attempt and reports it; returns when the report is durable, or there is nothing to report. */
    void work(StageTask task) {
        PipelineState pipeline = pipelines
                .known(task.pipelineId())
                .filter(state -> isCurrent(state, task))
                .or(() -> pipelines.stored(task.pipelineId()).filter(state -> isCurrent(state, task)))
                .orElse(null);
        if (pipeline == null) {
            LOG.debug("{} is over; its task is dropped", task.instanceId());
            return;
        }
        PipelineCommand report = pipeline.forceCancel() ? stopped(task) : attempt(pipeline, task);
        report(report, task);
    }

    /** Reports an attempt whose node is gone. */
    void lost(StageTask task, String goneNode) {
        report(new ReportStageLost(task.pipelineId(), task.stage(), task.iteration(), task.attempt(), goneNode), task);
    }

    private PipelineCommand attempt(PipelineState pipeline, StageTask task) {
        StageExecutor executor = executors.of(task.stage());
        Duration timeout = executor.timeout();
        Instant deadline = clock.instant().plus(timeout);
        try (StageLogs.Attempt log = logs.open(task.pipelineId(), task.stage(), task.iteration(), task.attempt())) {
            StageContext context =
                    new StageContext(pipeline, task.stage(), task.iteration(), task.attempt(), deadline, log);
            FutureTask<StageResult> work = new FutureTask<>(() -> executor.execute(context));
            Thread thread = Thread.ofVirtual().name(task.instanceId()).start(work);
            RunningStages.Running handle = running.begin(task.pipelineId(), work);
            try {
                return outcome(task, work, handle, timeout);
            } finally {
                running.end(task.pipelineId());
                awaitEnd(task, thread);
            }
        }
    }

    /** The next attempt works in the same checkout, so an executor that was told to stop gets a moment to let go of it. */
    private static void awaitEnd(StageTask task, Thread thread) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!thread.join(GRACE)) {
                LOG.warn("{} was told to stop and is still at work", task.instanceId());
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private PipelineCommand outcome(
            StageTask task, Future<StageResult> work, RunningStages.Running handle, Duration timeout) {
        try {
            StageResult result = work.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new ReportStageResult(task.pipelineId(), task.stage(), task.iteration(), task.attempt(), result);
        } catch (ExecutionException e) {
            return failed(task, failure(task, e.getCause()));
        } catch (TimeoutException e) {
            work.cancel(true);
            return failed(
                    task,
                    StageFailure.timeout(
                            task.stage().wireName() + " took longer than " + timeout.toSeconds() + " seconds"));
        } catch (CancellationException e) {
            return handle.stopped().get() == RunningStages.StopReason.CANCELLED
                    ? stopped(task)
                    : new ReportStageLost(
                            task.pipelineId(), task.stage(), task.iteration(), task.attempt(), reports.node());
        } catch (InterruptedException e) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            return new ReportStageLost(
                    task.pipelineId(), task.stage(), task.iteration(), task.attempt(), reports.node());
        }
    }

    private static StageFailure failure(StageTask task, Throwable cause) {
        return switch (cause) {
            case StageFailure failure -> failure;
            case Throwable away
            when DatabaseAway.isBehind(away) -> StageFailure.transientTrouble("the database was away", null, away);
            default -> {
                LOG.error("{} failed in a way its executor did not foresee", task.instanceId(), cause);
                yield StageFailure.permanent(
                        "the stage met an internal error; the server's log has it under " + task.instanceId(), cause);
            }
        };
    }

    private void report(PipelineCommand report, StageTask task) {
        reports.send(report, task.instanceId(), task.origin());
    }

    private static boolean isCurrent(PipelineState state, StageTask task) {
        StageState stage = state.stage(task.stage());
        return stage != null
                && state.runningStage() == task.stage()
                && stage.iteration() == task.iteration()
                && stage.attempt() == task.attempt();
    }

    private static PipelineCommand failed(StageTask task, StageFailure failure) {
        return new ReportStageFailure(task.pipelineId(), task.stage(), task.iteration(), task.attempt(), failure);
    }

    private static PipelineCommand stopped(StageTask task) {
        return new ReportStageStopped(task.pipelineId(), task.stage(), task.iteration(), task.attempt());
    }
}

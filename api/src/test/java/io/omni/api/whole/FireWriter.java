package io.omni.api.whole;

import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.eventstore.StoreUnavailable;
import io.omni.command.pipeline.PausePipeline;
import io.omni.command.pipeline.PipelineCommand;
import io.omni.command.pipeline.PipelineReader;
import io.omni.command.pipeline.ReportStageFailure;
import io.omni.command.pipeline.ResumePipeline;
import io.omni.command.pipeline.RetryPipeline;
import io.omni.command.pipeline.StageFailure;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageState;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Sends commands on shared pipelines through one node, each with an id of its own, and notes what it was told. */
final class FireWriter implements Runnable {
    /** What a caller was told about a command. */
    enum Outcome {
        CHANGED,
        UNCHANGED,
        REFUSED,
        UNKNOWN
    }

    /** One command and its answer. */
    record Sent(String requestId, Class<?> command, Outcome outcome) {}

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final CommandDispatcher commands;
    private final PipelineReader pipelines;
    private final List<PipelineId> ids;
    private final Random random;
    private final long deadline;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();

    FireWriter(RunningOmni node, List<PipelineId> ids, long seed, long deadline) {
        this.commands = node.bean(CommandDispatcher.class);
        this.pipelines = node.bean(PipelineReader.class);
        this.ids = ids;
        this.random = new Random(seed);
        this.deadline = deadline;
    }

    Queue<Sent> sent() {
        return sent;
    }

    Queue<Throwable> surprises() {
        return surprises;
    }

    @Override
    public void run() {
        while (System.nanoTime() < deadline) {
            PipelineId id = ids.get(random.nextInt(ids.size()));
            try {
                PipelineCommand command = command(id);
                String requestId = "fire-" + NUMBERS.incrementAndGet();
                sent.add(new Sent(requestId, command.getClass(), outcome(command, requestId)));
            } catch (RuntimeException e) {
                surprises.add(e);
            }
        }
    }

    private Outcome outcome(PipelineCommand command, String requestId) {
        try {
            boolean changed = commands.send(command, Map.of("request_id", requestId, "actor", "fire"));
            return changed ? Outcome.CHANGED : Outcome.UNCHANGED;
        } catch (Refusal refused) {
            return Outcome.REFUSED;
        } catch (StoreUnavailable away) {
            return Outcome.UNKNOWN;
        } catch (RuntimeException other) {
            // A read that met the broken connection: nothing was appended, or the append's own answer would have come.
            surprises.add(other);
            return Outcome.UNKNOWN;
        }
    }

    private PipelineCommand command(PipelineId id) {
        return switch (random.nextInt(10)) {
            case 0 -> new RetryPipeline(id);
            case 1 -> failure(id);
            case 2, 3, 4, 5 -> new ResumePipeline(id);
            default -> new PausePipeline(id);
        };
    }

    /** A report of the running attempt's failure, which ends the pipeline and gives its branch back. */
    private PipelineCommand failure(PipelineId id) {
        PipelineState state;
        try {
            state = pipelines.known(id).orElseThrow();
        } catch (RuntimeException storeIsAway) {
            return new PausePipeline(id);
        }
        StageState stage = state.stage(Stage.INGEST);
        int attempt = stage == null ? 1 : stage.attempt();
        return new ReportStageFailure(id, Stage.INGEST, 1, attempt, StageFailure.permanent("on fire", null));
    }
}

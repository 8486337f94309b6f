package io.omni.api.benchmark;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.pipeline.PausePipeline;
import io.omni.command.pipeline.ResumePipeline;
import io.omni.events.pipeline.PipelineId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/** Commands through the command bus alone, from 32 callers, each on a pipeline of its own. */
final class DirectCommands {
    static final int CALLERS = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CommandDispatcher commands;

    DirectCommands(Product product) {
        this.commands = product.bean(CommandDispatcher.class);
    }

    /** Pipelines with a history of so many events. */
    List<PipelineId> pipelines(Histories histories, int events) {
        List<PipelineId> ids = Pipelines.start(commands, CALLERS);
        ids.forEach(id -> histories.lengthen(id, events));
        return ids;
    }

    /** Returns when each of them has its snapshot, as every pipeline has that came to its length event by event. */
    void awaitSnapshots(Product product, List<PipelineId> pipelines) throws InterruptedException, TimeoutException {
        String[] ids = pipelines.stream().map(PipelineId::value).toArray(String[]::new);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Integer.valueOf(ids.length)
                .equals(product.jdbc()
                        .queryForObject(
                                "SELECT count(DISTINCT aggregate_id) FROM snapshot_event WHERE aggregate_id = ANY (?)",
                                Integer.class,
                                (Object) ids))) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("some pipelines of 10,000 events have no snapshot");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Pausing and resuming, commands a second. */
    double perSecond(List<PipelineId> pipelines, Duration time) throws InterruptedException, ExecutionException {
        LongAdder sent = new LongAdder();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> working = new ArrayList<>();
            for (PipelineId id : pipelines) {
                working.add(callers.submit(() -> {
                    // In pairs, so that the next measurement finds every pipeline running.
                    while (System.nanoTime() < end) {
                        commands.send(new PausePipeline(id), Pipelines.CALLER);
                        commands.send(new ResumePipeline(id), Pipelines.CALLER);
                        sent.add(2);
                    }
                }));
            }
            for (Future<?> caller : working) {
                caller.get();
            }
        }
        return sent.sum() * 1e9 / (System.nanoTime() - start);
    }
}

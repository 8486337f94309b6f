package io.omni.api.benchmark;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.pipeline.PausePipeline;
import io.omni.command.pipeline.PipelineCommand;
import io.omni.command.pipeline.ResumePipeline;
import io.omni.events.pipeline.PipelineId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** Commands through the command bus alone, from 32 callers, each on a pipeline of its own. */
final class DirectCommands {
    static final int CALLERS = 32;

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

    /** Pausing and resuming, commands a second. */
    double perSecond(List<PipelineId> pipelines, Duration time) {
        LongAdder sent = new LongAdder();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (PipelineId id : pipelines) {
                callers.submit(() -> {
                    for (int i = 0; System.nanoTime() < end; i++) {
                        PipelineCommand command = i % 2 == 0 ? new PausePipeline(id) : new ResumePipeline(id);
                        // The one that comes first may find the pipeline so already; it is not counted then.
                        if (commands.send(command, Pipelines.CALLER)) {
                            sent.increment();
                        }
                    }
                });
            }
        }
        return sent.sum() * 1e9 / (System.nanoTime() - start);
    }
}

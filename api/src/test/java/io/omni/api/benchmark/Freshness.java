package io.omni.api.benchmark;

import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.pipeline.PausePipeline;
import io.omni.command.pipeline.PipelineCommand;
import io.omni.command.pipeline.ResumePipeline;
import io.omni.events.pipeline.PipelineId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How soon an event is readable in the read model. Commands are due on a fixed schedule, whether or not the ones before are done;
 * the time runs from the moment a command was due until a reader that looks every millisecond sees its event, so the command and its
 * append are in it.
 */
final class Freshness {
    private static final int PIPELINES = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String VERSIONS = "SELECT pipeline_id, version FROM pipeline_view WHERE pipeline_id = ANY (?)";

    private final Product product;
    private final CommandDispatcher commands;
    private final Processors processors;

    Freshness(Product product, Processors processors) {
        this.product = product;
        this.commands = product.bean(CommandDispatcher.class);
        this.processors = processors;
    }

    /** The times in microseconds. */
    Histogram at(int perSecond, Duration time) throws InterruptedException, TimeoutException, SQLException {
        List<PipelineId> ids = Pipelines.start(commands, PIPELINES);
        processors.awaitReadModel();
        int count = Math.toIntExact(perSecond * time.toSeconds() / PIPELINES * PIPELINES);
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
                Connection connection = product.connect()) {
            callers.submit(() -> {
                for (int i = 0; i < count; i++) {
                    int number = i;
                    LockSupport.parkNanos(start + number * interval - System.nanoTime());
                    callers.submit(() -> commands.send(command(ids, number), Pipelines.CALLER));
                }
            });
            return watch(connection, ids, count, start, interval);
        }
    }

    private static PipelineCommand command(List<PipelineId> ids, int number) {
        PipelineId id = ids.get(number % PIPELINES);
        return number / PIPELINES % 2 == 0 ? new PausePipeline(id) : new ResumePipeline(id);
    }

    private static Histogram watch(Connection connection, List<PipelineId> ids, int count, long start, long interval)
            throws SQLException, InterruptedException, TimeoutException {
        Histogram histogram = new Histogram(3);
        Map<String, Integer> places = new HashMap<>();
        ids.forEach(id -> places.put(id.value(), places.size()));
        int[] seen = new int[PIPELINES];
        long[] first = new long[PIPELINES];
        long deadline = start + count * interval + PATIENCE.toNanos();
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS)) {
            statement.setArray(
                    1, connection.createArrayOf("text", places.keySet().toArray()));
            while (histogram.getTotalCount() < count) {
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException(
                            "only " + histogram.getTotalCount() + " of " + count + " became readable");
                }
                try (ResultSet rows = statement.executeQuery()) {
                    long now = System.nanoTime();
                    while (rows.next()) {
                        int place = places.get(rows.getString(1));
                        long version = rows.getLong(2);
                        first[place] = first[place] == 0 ? version : first[place];
                        for (; first[place] + seen[place] < version; seen[place]++) {
                            long due = start + (place + (long) seen[place] * PIPELINES) * interval;
                            histogram.recordValue(Math.max(1, TimeUnit.NANOSECONDS.toMicros(now - due)));
                        }
                    }
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        return histogram;
    }
}

package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The node is killed with SIGKILL again and again while things happen, a stream is read and a read model is made anew. The reader comes
 * back with the last id it has seen, and has had every event once, in order.
 *
 * <p>{@code -Domni.stream.events=10000 -Domni.stream.kills=50} makes it longer.
 */
@Timeout(4 * 3600)
@BesideOthers
class KilledStreamIT {
    private static final int EVENTS = Integer.getInteger("omni.stream.events", 300);
    private static final int KILLS = Integer.getInteger("omni.stream.kills", 2);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(180);
    private static final AtomicInteger BRANCHES = new AtomicInteger();

    @TempDir
    Path temp;

    private volatile OmniProcess node;

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void a_reader_that_returns_after_every_kill_has_every_event_once_and_in_order() throws Exception {
        Path data = temp.resolve("data");
        node = OmniProcess.start(data);
        AtomicBoolean over = new AtomicBoolean();
        try (StreamReader reader = new StreamReader(() -> node.api(), "/api/v1/events/stream?after=0")) {
            Thread writer = Thread.ofPlatform().start(() -> write(data, over));
            for (int kill = 1; kill <= KILLS; kill++) {
                long enough = (long) EVENTS * kill / (KILLS + 1);
                Waiting.until("events come", LONGEST_STEP, () -> reader.ids().size(), n -> n >= enough);
                assertThat(node.api()
                                .post("/api/v1/projections/pipelines/replay")
                                .status())
                        .isIn(202, 409);
                node.kill();
                node = OmniProcess.start(data);
            }
            Waiting.until("all events came", LONGEST_STEP, () -> reader.ids().size(), n -> n >= EVENTS);
            over.set(true);
            writer.join(LONGEST_STEP);

            List<JsonNode> log = Waiting.until(
                    "nothing happens any more",
                    LONGEST_STEP,
                    this::log,
                    found -> reader.ids().size() >= found.size() && quiet());
            // The platform goes on by itself (checkpoints, health): the reader may have seen what came after the log
            // was read.
            assertThat(reader.ids().subList(0, log.size()))
                    .as("in order, each once")
                    .isEqualTo(
                            log.stream().map(e -> e.path("sequence").asLong()).toList());
            assertThat(reader.events().subList(0, log.size())).isEqualTo(log);
            assertThat(reader.connections()).isGreaterThan(KILLS);
            JsonNode replay = Waiting.until(
                    "the replay that was killed has ended",
                    LONGEST_STEP,
                    () -> node.api().read("/api/v1/projections/pipelines").path("replay"),
                    r -> !r.path("status").asString().equals("running"));
            assertThat(replay.path("status").asString()).as(replay.toString()).isEqualTo("completed");
            System.out.println("KilledStreamIT: " + log.size() + " events, " + KILLS + " kills, " + reader.connections()
                    + " connections");
        }
    }

    /** Starts pipelines on branches that aren't there: each begins, fails, and leaves a handful of events. */
    private void write(Path data, AtomicBoolean over) {
        String url = data.resolve("sandbox/sample.git").toUri().toString();
        while (!over.get()) {
            try {
                node.api().startSample(url, "missing-" + BRANCHES.incrementAndGet());
            } catch (Api.Unreachable killed) {
                Waiting.pause(Duration.ofMillis(100));
            }
        }
    }

    /** Whether every pipeline has ended, everything is published, and the log has stayed as it was. */
    private boolean quiet() {
        JsonNode fanOut = node.api().read("/api/v1/projections/fan-out");
        return fanOut.path("lag").asLong() == 0
                && node.api()
                        .read(Api.PIPELINES + "?status=running&limit=1")
                        .path("pipelines")
                        .isEmpty();
    }

    /** The whole event log, oldest first. */
    private List<JsonNode> log() {
        List<JsonNode> found = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = node.api().read("/api/v1/events?limit=200" + cursor);
            page.path("events").forEach(found::add);
            if (page.path("next_cursor").isNull()) {
                return found.reversed();
            }
            cursor = "&cursor=" + page.path("next_cursor").asString();
        }
    }
}

package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.pipeline.PausePipeline;
import io.omni.command.pipeline.ResumePipeline;
import io.omni.events.pipeline.PipelineId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * The event log, its live stream, and replays of a read model, on a node that takes no work, so that pipelines do what the test says.
 *
 * <p>{@code -Domni.replay.seconds=600} keeps the load on for longer.
 */
@Timeout(4 * 3600)
class EventsIT {
    private static final int SECONDS = Integer.getInteger("omni.replay.seconds", 5);
    private static final int COMMANDS_A_SECOND = 200;
    private static final int PIPELINES = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVENTS = "/api/v1/events";
    private static final String PROJECTIONS = "/api/v1/projections";
    private static final String REPLAY = PROJECTIONS + "/pipelines/replay";

    private static Path folder;
    private static RunningOmni omni;
    private static Api api;
    private static JdbcTemplate jdbc;
    private static final AtomicInteger BRANCHES = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        folder = Files.createTempDirectory("omni-events-");
        omni = RunningOmni.start(folder.resolve("data"), Map.of("OMNI_WORKERS", "0"));
        api = omni.api();
        HikariDataSource pool = omni.bean("dataSource", HikariDataSource.class);
        jdbc = new JdbcTemplate(new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword()));
    }

    @AfterAll
    static void stop() throws IOException {
        omni.close();
        FileSystemUtils.deleteRecursively(folder);
    }

    @Test
    void parameters_that_make_no_sense_are_refused_by_name() {
        Map<String, String> refused = Map.ofEntries(
                Map.entry("?limit=0", "limit"),
                Map.entry("?limit=201", "limit"),
                Map.entry("?limit=many", "limit"),
                Map.entry("?since=yesterday", "since"),
                Map.entry("?cursor=abc", "cursor"),
                Map.entry("?type=pipeline.nothing", "type"),
                Map.entry("?type=branch.leased", "type"),
                Map.entry("?type=", "type"),
                Map.entry("?service=a%20b", "service"),
                Map.entry("?typ=pipeline.started", "typ"),
                Map.entry("?limit=1&limit=2", "limit"),
                Map.entry("/stream?after=x", "after"),
                Map.entry("/stream?after=-1", "after"),
                Map.entry("/stream?after=99999999", "after"),
                Map.entry("/stream?limit=5", "limit"));
        refused.forEach((path, field) -> {
            Api.Answer answer = api.get(EVENTS + path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.errorCode()).as(path).isEqualTo("BAD_REQUEST");
            assertThat(answer.json().at("/error/details/0/field").asString())
                    .as(path)
                    .isEqualTo(field);
        });
        for (String id : List.of("x", "-1", "1.5", "99999999")) {
            Api.Answer answer = api.get(EVENTS + "/stream", Map.of("Last-Event-ID", id));
            assertThat(answer.status()).as(id).isEqualTo(400);
            assertThat(answer.json().at("/error/details/0/field").asString()).isEqualTo("Last-Event-ID");
        }
        assertThat(api.as(null).get(EVENTS + "/stream").status()).isEqualTo(401);
    }

    @Test
    void what_happens_to_a_pipeline_is_listed_newest_first_page_by_page_and_streamed_in_order() {
        PipelineId id = startPipeline();
        long before = newestSequence();
        try (StreamReader all = new StreamReader(() -> api, EVENTS + "/stream?after=" + before);
                StreamReader resumes = new StreamReader(() -> api, EVENTS + "/stream?type=pipeline.resumed")) {
            Waiting.until("both are connected", PATIENCE, () -> all.connections() + resumes.connections(), n -> n == 2);
            pauseAndResume(id, 3);
            Waiting.until("all came", PATIENCE, () -> of(all.events(), id), found -> found.size() == 6);
            Waiting.until("the resumes came", PATIENCE, () -> of(resumes.events(), id), found -> found.size() == 3);

            List<JsonNode> listed = pages("?type=pipeline.paused,pipeline.resumed&limit=4", 6);
            assertThat(listed.reversed()).isEqualTo(of(all.events(), id));
            assertThat(all.ids()).isSorted().doesNotHaveDuplicates();
            assertThat(of(resumes.events(), id))
                    .allMatch(e -> e.path("type").asString().equals("pipeline.resumed"));
            JsonNode event = listed.getFirst();
            assertThat(event.propertyNames())
                    .containsExactly(
                            "event_id",
                            "sequence",
                            "type",
                            "subject",
                            "service",
                            "occurred_at",
                            "actor",
                            "trace_id",
                            "data");
            assertThat(event.path("event_id").asString()).startsWith("evt_");
            assertThat(event.path("actor").asString()).isEqualTo("test");
            String since = event.path("occurred_at").asString();
            assertThat(api.read(EVENTS + "?since=" + since).path("events"))
                    .allMatch(e -> e.path("occurred_at").asString().compareTo(since) >= 0)
                    .isNotEmpty();
        }
        assertThat(api.read(EVENTS + "?service=wiki").path("events")).isEmpty();
        assertThat(api.read(EVENTS + "?limit=200").path("events"))
                .as("internal events stay inside")
                .noneMatch(e -> e.path("type").asString().startsWith("branch."));
    }

    @Test
    void a_replay_under_load_fails_no_read_never_goes_back_in_time_and_ends_with_the_same_rows() throws Exception {
        List<PipelineId> ids = new ArrayList<>();
        for (int i = 0; i < PIPELINES; i++) {
            ids.add(startPipeline());
        }
        ids.forEach(id -> pauseAndResume(id, 8));
        AtomicBoolean over = new AtomicBoolean();
        Queue<String> troubles = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<PipelineId> own = ids.subList(i * PIPELINES / 4, (i + 1) * PIPELINES / 4);
            threads.add(Thread.ofPlatform().start(() -> write(own, over, troubles)));
        }
        threads.add(Thread.ofPlatform().start(() -> readOne(ids, over, troubles)));
        threads.add(Thread.ofPlatform().start(() -> readPages(over, troubles)));
        int replays = 0;
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (System.nanoTime() < end) {
                replay();
                replays++;
            }
        } finally {
            over.set(true);
        }
        for (Thread thread : threads) {
            assertThat(thread.join(PATIENCE)).isTrue();
        }
        assertThat(troubles).isEmpty();
        assertThat(replays).isPositive();
        Waiting.until(
                "the read model has caught up",
                PATIENCE,
                () -> api.read(PROJECTIONS + "/pipelines"),
                p -> p.path("lag").asLong() == 0);

        assertThat(jdbc.queryForList(
                        "SELECT aggregate_id || ' ' || max(sequence_number) + 1 FROM domain_event"
                                + " WHERE aggregate_id LIKE 'pipe%' GROUP BY aggregate_id ORDER BY aggregate_id",
                        String.class))
                .isEqualTo(jdbc.queryForList(
                        "SELECT pipeline_id || ' ' || version FROM pipeline_view ORDER BY pipeline_id", String.class));
        List<String> rows = rows();
        replay();
        assertThat(rows()).isEqualTo(rows).hasSizeGreaterThanOrEqualTo(PIPELINES);
        System.out.println("EventsIT: " + replays + " replays under " + COMMANDS_A_SECOND + " commands/s");
    }

    @Test
    void two_replays_at_once_one_of_nothing_and_one_of_what_acts_on_the_outside_are_refused() throws SQLException {
        startPipeline();
        HikariDataSource pool = omni.bean("dataSource", HikariDataSource.class);
        try (Connection reader =
                        DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                Statement statement = reader.createStatement()) {
            // A reader that takes its time keeps the exchange waiting.
            reader.setAutoCommit(false);
            statement.execute("LOCK TABLE pipeline_view IN ACCESS SHARE MODE");
            assertThat(api.post(REPLAY).status()).isEqualTo(202);

            Api.Answer second = api.post(REPLAY);
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.errorCode()).isEqualTo("REPLAY_RUNNING");
            JsonNode shown = api.read(PROJECTIONS + "/pipelines");
            assertThat(shown.path("status").asString()).isEqualTo("replaying");
            assertThat(shown.at("/replay/requested_by").asString()).isEqualTo("operator");
            assertThat(api.get(PROJECTIONS + "/pipelines").header("ETag")).isNotEmpty();
            reader.rollback();
        }
        awaitReplay();
        assertThat(api.post(PROJECTIONS + "/nothing/replay").errorCode()).isEqualTo("PROJECTION_NOT_FOUND");
        assertThat(api.get(PROJECTIONS + "/nothing").errorCode()).isEqualTo("PROJECTION_NOT_FOUND");
        assertThat(api.post(PROJECTIONS + "/fan-out/replay").status()).isEqualTo(409);
        List<String> names = new ArrayList<>();
        api.read(PROJECTIONS)
                .path("projections")
                .forEach(p -> names.add(p.path("name").asString()));
        assertThat(names).contains("fan-out", "pipelines", "pipeline-work");
    }

    private static void replay() {
        assertThat(api.post(REPLAY).status()).isEqualTo(202);
        awaitReplay();
    }

    private static void awaitReplay() {
        JsonNode ended = Waiting.until(
                "the replay has ended",
                PATIENCE,
                () -> api.read(PROJECTIONS + "/pipelines").path("replay"),
                r -> !r.path("status").asString().equals("running"));
        assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("completed");
        assertThat(ended.path("progress_percent").asInt()).isEqualTo(100);
    }

    private static void write(List<PipelineId> ids, AtomicBoolean over, Queue<String> troubles) {
        CommandDispatcher commands = omni.bean(CommandDispatcher.class);
        long pause = TimeUnit.SECONDS.toNanos(4) / COMMANDS_A_SECOND;
        long next = System.nanoTime();
        try {
            for (int i = 0; !over.get(); i++) {
                PipelineId id = ids.get(i / 2 % ids.size());
                commands.send(i % 2 == 0 ? new PausePipeline(id) : new ResumePipeline(id), Map.of("actor", "test"));
                next += pause;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        } catch (RuntimeException e) {
            troubles.add("a command: " + e);
        }
    }

    private static void readOne(List<PipelineId> ids, AtomicBoolean over, Queue<String> troubles) {
        Map<PipelineId, Long> seen = new HashMap<>();
        for (int i = 0; !over.get(); i++) {
            PipelineId id = ids.get(i % ids.size());
            Api.Answer answer = answer(() -> api.get(Api.PIPELINES + "/" + id), troubles);
            long version = answer == null || answer.status() != 200
                    ? -1
                    : Long.parseLong(answer.header("ETag").replace("\"", ""));
            Long before = seen.put(id, version);
            if (before != null && version < before) {
                troubles.add(id + " was " + before + " and is " + answer);
            }
        }
    }

    private static void readPages(AtomicBoolean over, Queue<String> troubles) {
        while (!over.get()) {
            Api.Answer answer = answer(() -> api.get(Api.PIPELINES + "?limit=200"), troubles);
            if (answer != null
                    && (answer.status() != 200
                            || answer.json().path("pipelines").size() < PIPELINES)) {
                troubles.add("a page: " + answer);
            }
        }
    }

    private static Api.Answer answer(Supplier<Api.Answer> call, Queue<String> troubles) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            troubles.add("no answer: " + e);
            return null;
        }
    }

    private static List<String> rows() {
        return jdbc.queryForList("SELECT v::text FROM pipeline_view v ORDER BY pipeline_id", String.class);
    }

    private static PipelineId startPipeline() {
        String url = omni.sample().toUri().toString();
        return new PipelineId(api.startSample(url, "events-" + BRANCHES.incrementAndGet()));
    }

    private static void pauseAndResume(PipelineId id, int times) {
        CommandDispatcher commands = omni.bean(CommandDispatcher.class);
        for (int i = 0; i < times; i++) {
            commands.send(new PausePipeline(id), Map.of("actor", "test"));
            commands.send(new ResumePipeline(id), Map.of("actor", "test"));
        }
    }

    private static long newestSequence() {
        long stored = jdbc.queryForObject("SELECT max(global_index) FROM domain_event", Long.class);
        Waiting.until(
                "everything is published",
                PATIENCE,
                () -> api.read(PROJECTIONS + "/fan-out"),
                p -> p.path("position").asLong() >= stored);
        return stored;
    }

    private static List<JsonNode> pages(String query, int count) {
        List<JsonNode> found = new ArrayList<>();
        Set<String> cursors = new HashSet<>();
        JsonNode page = api.read(EVENTS + query);
        page.path("events").forEach(found::add);
        while (found.size() < count) {
            String cursor = page.path("next_cursor").asString();
            assertThat(cursors.add(cursor)).isTrue();
            page = api.read(EVENTS + query + "&cursor=" + cursor);
            page.path("events").forEach(found::add);
        }
        return found.subList(0, count);
    }

    private static List<JsonNode> of(List<JsonNode> events, PipelineId id) {
        return events.stream()
                .filter(e -> e.path("subject").asString().equals(id.value()))
                .toList();
    }
}

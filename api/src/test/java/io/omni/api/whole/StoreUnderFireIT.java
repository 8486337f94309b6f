package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.omni.api.storage.DatabaseAddress;
import io.omni.api.storage.TestPostgres;
import io.omni.api.whole.FireWriter.Outcome;
import io.omni.api.whole.FireWriter.Sent;
import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.pipeline.ExecutePipeline;
import io.omni.command.pipeline.PausePipeline;
import io.omni.command.pipeline.ReportStageFailure;
import io.omni.command.pipeline.ResumePipeline;
import io.omni.command.pipeline.RetryPipeline;
import io.omni.events.pipeline.BranchLeaseId;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.KnowledgeSource;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two nodes write to the same pipelines while their database's connections are cut and the database itself is stopped without
 * warning. Afterwards the store holds what the callers were told, once each, and the read model what the store holds.
 *
 * <p>{@code -Domni.fire.seconds=60} makes it longer, {@code -Domni.fire.seed=…} repeats its choices.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class StoreUnderFireIT {
    private static final int PIPELINES = 20;
    private static final int WRITERS = 64;
    private static final Duration FIRE = Duration.ofSeconds(Long.getLong("omni.fire.seconds", 20));
    private static final long SEED = Long.getLong("omni.fire.seed", System.nanoTime());

    /** How many events of a pipeline each command leaves, and how many of its branch. */
    private static final Map<Class<?>, Integer> EVENTS = Map.of(
            PausePipeline.class, 1,
            ResumePipeline.class, 1,
            ReportStageFailure.class, 3,
            RetryPipeline.class, 3);

    private Path temp;
    private TestPostgres postgres;
    private RunningOmni left;
    private RunningOmni right;

    @BeforeAll
    void startTwoNodes(@TempDir Path folder) {
        temp = folder;
        postgres = TestPostgres.start(temp.resolve("postgres"));
        left = node("left");
        right = node("right");
    }

    @AfterAll
    void stop() {
        left.close();
        right.close();
        postgres.close();
    }

    @Test
    void of_two_nodes_one_gets_a_new_branch_and_the_other_is_told_who_has_it() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            String repository = "https://git.invalid/race-" + round + ".git";
            List<AtomicReference<Object>> answers = new ArrayList<>();
            CountDownLatch start = new CountDownLatch(1);
            List<Thread> racers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                CommandDispatcher commands = (i % 2 == 0 ? left : right).bean(CommandDispatcher.class);
                ExecutePipeline command = execute(repository);
                AtomicReference<Object> answer = new AtomicReference<>("nothing");
                answers.add(answer);
                racers.add(Thread.ofPlatform().start(() -> answer.set(race(commands, command, start))));
            }
            start.countDown();
            for (Thread racer : racers) {
                racer.join(60_000);
            }
            List<Object> told = answers.stream().map(AtomicReference::get).toList();
            List<Object> winners =
                    told.stream().filter(PipelineId.class::isInstance).toList();
            assertThat(winners).as("answers: %s", told).hasSize(1);
            assertThat(told)
                    .filteredOn(answer -> !(answer instanceof PipelineId))
                    .containsOnly("PIPELINE_RUNNING " + winners.getFirst());
        }
    }

    @Test
    void a_long_history_gets_a_snapshot_and_the_other_node_goes_on_from_it() {
        ExecutePipeline command = execute("https://git.invalid/long.git");
        PipelineId id = command.pipelineId();
        CommandDispatcher commands = left.bean(CommandDispatcher.class);
        commands.send(command, Map.of("actor", "fire"));
        for (int i = 0; i < 75; i++) {
            assertThat(commands.send(new PausePipeline(id), Map.of())).isTrue();
            assertThat(commands.send(new ResumePipeline(id), Map.of())).isTrue();
        }

        Waiting.until(
                "the snapshot is stored",
                Duration.ofSeconds(30),
                () -> storeOf(left).number("SELECT count(*) FROM snapshot_event WHERE aggregate_id = '" + id + "'"),
                stored -> stored == 1);
        CommandDispatcher others = right.bean(CommandDispatcher.class);
        assertThat(others.send(new PausePipeline(id), Map.of())).isTrue();
        assertThat(others.send(new PausePipeline(id), Map.of()))
                .as("it is paused already")
                .isFalse();
        assertThat(commands.send(new PausePipeline(id), Map.of()))
                .as("on both nodes")
                .isFalse();
        StoredHistory.of(storeOf(left), left.bean("eventMapper", JsonMapper.class))
                .check();
    }

    @Test
    void what_callers_were_told_is_what_is_stored_and_what_is_stored_is_what_is_read() throws Exception {
        System.out.println("StoreUnderFireIT: -Domni.fire.seed=" + SEED);
        List<PipelineId> ids = start();
        long deadline = System.nanoTime() + FIRE.toNanos();
        List<FireWriter> writers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            FireWriter writer = new FireWriter(i % 2 == 0 ? left : right, ids, SEED + i, deadline);
            writers.add(writer);
            threads.add(Thread.ofPlatform().start(writer));
        }
        int stops = setFire(new Random(SEED), deadline);
        for (Thread thread : threads) {
            thread.join(180_000);
            assertThat(thread.isAlive()).as("a writer hangs").isFalse();
        }

        List<Sent> sent = writers.stream().flatMap(w -> w.sent().stream()).toList();
        Map<Outcome, Long> told = new TreeMap<>();
        sent.forEach(s -> told.merge(s.outcome(), 1L, Long::sum));
        System.out.println("StoreUnderFireIT: " + sent.size() + " commands, " + told + ", stopped " + stops + " times");
        assertThat(stops).isPositive();
        assertThat(told.get(Outcome.CHANGED)).as("commands that got through").isGreaterThan(200);
        StoredHistory history = StoredHistory.of(storeOf(left), left.bean("eventMapper", JsonMapper.class));
        compare(sent, history);
        history.check();
        assertThat(history.pipelines()).containsAll(ids);
        Set<String> foreign = history.requests().keySet();
        foreign.removeAll(sent.stream().map(Sent::requestId).toList());
        assertThat(foreign.stream().filter(r -> r.startsWith("fire-")))
                .as("requests nobody sent")
                .isEmpty();

        history.awaitReadModel(storeOf(right), Duration.ofSeconds(90));
        List<Throwable> surprises =
                writers.stream().flatMap(w -> w.surprises().stream()).toList();
        assertThat(surprises)
                .as("what callers were told while the database was away")
                .allSatisfy(e -> assertThat(FireSurprise.isAboutTheDatabase(e))
                        .as("%s", e)
                        .isTrue());
    }

    private static void compare(List<Sent> sent, StoredHistory history) {
        List<String> wrong = new ArrayList<>();
        for (Sent one : sent) {
            int stored = history.requests().getOrDefault(one.requestId(), 0);
            int whole = EVENTS.get(one.command());
            boolean right = switch (one.outcome()) {
                case CHANGED -> stored == whole;
                case UNCHANGED, REFUSED -> stored == 0;
                case UNKNOWN -> stored == 0 || stored == whole;
            };
            if (!right) {
                wrong.add(one + " has " + stored + " events");
            }
        }
        assertThat(wrong)
                .as("commands that are not stored as their callers were told")
                .isEmpty();
    }

    /** Cuts connections all the time, and stops the server after a third and two thirds of it. */
    private int setFire(Random random, long deadline) throws Exception {
        long third = FIRE.toNanos() / 3;
        int stops = 0;
        while (System.nanoTime() < deadline) {
            Thread.sleep(200 + random.nextInt(800));
            long passed = FIRE.toNanos() - (deadline - System.nanoTime());
            if (stops < 2 && passed > third * (stops + 1)) {
                stops++;
                if (stops == 1) {
                    postgres.stopImmediately();
                } else {
                    postgres.kill();
                }
            } else {
                cutConnections();
            }
        }
        return stops;
    }

    private void cutConnections() {
        DatabaseAddress address = postgres.address();
        try (Connection connection =
                        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE application_name LIKE 'omni-%' AND random() < 0.3");
        } catch (SQLException away) {
            System.out.println("StoreUnderFireIT: no connections to cut, the server is away");
        }
    }

    private List<PipelineId> start() {
        CommandDispatcher commands = left.bean(CommandDispatcher.class);
        List<PipelineId> ids = new ArrayList<>();
        for (int i = 0; i < PIPELINES; i++) {
            ExecutePipeline command = execute("https://git.invalid/fire-" + i + ".git");
            assertThat(commands.send(command, Map.of("actor", "fire"))).isTrue();
            ids.add(command.pipelineId());
        }
        return ids;
    }

    private static Object race(CommandDispatcher commands, ExecutePipeline command, CountDownLatch start) {
        try {
            start.await();
            commands.send(command, Map.of("actor", "racer"));
            return command.pipelineId();
        } catch (Refusal refusal) {
            return refusal.code() + " " + refusal.details().getFirst().message();
        } catch (InterruptedException | RuntimeException e) {
            return e;
        }
    }

    private static ExecutePipeline execute(String repository) {
        RepositoryUrl url = RepositoryUrl.withoutCredentials(repository);
        BranchName branch = new BranchName("main");
        return new ExecutePipeline(
                BranchLeaseId.of(url, branch),
                PipelineId.next(),
                "burn",
                List.of(Stage.values()),
                new PipelineConfig(null, null, url, branch, 3, QualityGate.STANDARD, null),
                new PipelineContext(List.of(KnowledgeSource.values()), 16_000));
    }

    private static Store storeOf(RunningOmni node) {
        return new Store(node.bean("dataSource", HikariDataSource.class));
    }

    private RunningOmni node(String name) {
        DatabaseAddress address = postgres.address();
        return RunningOmni.start(
                temp.resolve(name),
                Map.of(
                        "OMNI_DATABASE_URL", address.jdbcUrl(),
                        "OMNI_DATABASE_USER", String.valueOf(address.user()),
                        "OMNI_DATABASE_PASSWORD", String.valueOf(address.password()),
                        "OMNI_MASTER_KEY", "one key for both of the nodes",
                        "OMNI_WORKERS", "0"));
    }
}

package io.omni.api.whole;

import static io.omni.api.whole.Api.PIPELINES;
import static io.omni.api.whole.Api.stageStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.knowledge.IndexScope;
import io.omni.events.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The node is killed with SIGKILL while eight pipelines work, one at each stage, and again in the stage that was hit least while it
 * goes on with them, until every stage was hit. Every stage takes seconds, because what it works with is slow: the sandbox's services,
 * the git server, the project's tests. Every pipeline comes to its end, and what it does outside is done once.
 *
 * <p>{@code -Domni.kills=100} makes it longer, {@code -Domni.kills.seed=…} repeats its choices.
 */
@Timeout(4 * 3600)
@BesideOthers
class KilledNodeIT {
    private static final int KILLS = Integer.getInteger("omni.kills", 2);
    private static final long SEED = Long.getLong("omni.kills.seed", System.nanoTime());
    /** A stage is tried five times; with one kill less, none runs out of tries. */
    private static final int KILLS_PER_ROUND = 4;

    /** A machine so busy that probes time out would fail the stage that watches, and that is not what is looked at here. */
    private static final Map<String, String> SETTINGS = Map.of("OMNI_PROBE_CONFIRMATIONS", "10");

    private static final Duration SLOWNESS = Duration.ofSeconds(3);
    /** Those whose answers the stages wait for: ingest, enrich, generate, validate, learn. Watching takes seconds by itself. */
    private static final List<String> WAITED_FOR =
            List.of("knowledge-ingestor", "neo4j-graphrag-api", "litellm-proxy", "security-shield", "vector-memory");

    private static final Duration LONGEST_STEP = Duration.ofSeconds(120);
    private static final Duration LONGEST_END = Duration.ofSeconds(300);

    @TempDir
    Path temp;

    private final Random random = new Random(SEED);
    private final Map<Stage, Integer> lostAttempts = new EnumMap<>(Stage.class);
    private final Map<Stage, Integer> aimedAt = new EnumMap<>(Stage.class);
    private final List<String> ended = new ArrayList<>();
    private Path repositories;
    private SlowGitServer git;
    private OmniProcess node;
    private int kills;

    @BeforeEach
    void serveRepositories() throws IOException {
        repositories = Files.createDirectories(temp.resolve("repositories"));
        git = new SlowGitServer(repositories, SLOWNESS, random);
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
        git.close();
    }

    @Test
    void a_killed_node_loses_no_pipeline_and_does_nothing_twice() throws Exception {
        System.out.println("KilledNodeIT: -Domni.kills=" + KILLS + " -Domni.kills.seed=" + SEED);
        Path data = temp.resolve("data");
        node = OmniProcess.start(data, SETTINGS);
        String checkpoint = Ledger.firstCheckpoint(data);
        for (int number = 0; kills < KILLS || !allAreHit(lostAttempts); number++) {
            round(data, number);
        }
        System.out.println("KilledNodeIT: " + kills + " kills aimed at " + aimedAt + ", attempts lost " + lostAttempts);
        assertThat(node.strangers()).as("processes that nobody answers for").isEmpty();
        node.stop();
        assertThat(ProcessesOf.folder(data))
                .as("processes that were left behind")
                .isEmpty();
        assertThat(outcomes(data)).as("documents that were learnt").isEqualTo(onceEach());
        Ledger.assertWhole(data, checkpoint);
    }

    private void round(Path data, int number) throws Exception {
        Map<Stage, String> names = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            String name = number + "-" + stage.wireName() + ".git";
            BareRepository.copyOf(data.resolve("sandbox/sample.git"), repositories.resolve(name))
                    .replace(
                            ".omni.yml",
                            text -> text.replace("test: ", "test: sleep " + SLOWNESS.toSeconds() + " && "));
            names.put(stage, name);
        }
        Map<Stage, String> ids = oneAtEachStage(names);
        Waiting.until(
                "a pipeline has come to each stage",
                LONGEST_STEP,
                () -> ids.entrySet().stream()
                        .filter(e -> status(e.getValue(), e.getKey()).equals("pending"))
                        .toList(),
                List::isEmpty);
        ids.keySet().forEach(stage -> aimedAt.merge(stage, 1, Integer::sum));
        killSoon(data);
        for (int kill = 1; kill < KILLS_PER_ROUND && (kills < KILLS || !allAreHit(hits(ids.values()))); kill++) {
            slowServices();
            aimAt(leastHit(hits(ids.values())), ids.values());
            killSoon(data);
        }
        for (Stage stage : Stage.values()) {
            finished(ids.get(stage), names.get(stage));
        }
        ended.addAll(ids.values());
        System.out.println("KilledNodeIT: after " + kills + " kills, attempts lost " + lostAttempts);
    }

    /** Brings a pipeline before each stage, and lets all of them go on at once while the services are slow. */
    private Map<Stage, String> oneAtEachStage(Map<Stage, String> names) throws Exception {
        Map<Stage, String> ids = new EnumMap<>(Stage.class);
        Map<Stage, Future<String>> held = new EnumMap<>(Stage.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            names.forEach((stage, name) -> {
                if (stage != Stage.INGEST) {
                    held.put(stage, threads.submit(() -> Holding.before(stage, git.url(name), node.api())));
                }
            });
            for (Map.Entry<Stage, Future<String>> one : held.entrySet()) {
                ids.put(one.getKey(), one.getValue().get(5, TimeUnit.MINUTES));
            }
            slowServices();
            List<Future<?>> resumed = new ArrayList<>();
            ids.values()
                    .forEach(
                            id -> resumed.add(threads.submit(() -> node.api().post(PIPELINES + "/" + id + "/resume"))));
            ids.put(Stage.INGEST, node.api().startSample(git.url(names.get(Stage.INGEST)), "main"));
            for (Future<?> one : resumed) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        return ids;
    }

    /** A node that was started again has forgotten its sandbox's faults. */
    private void slowServices() {
        for (String service : WAITED_FOR) {
            Api.Answer answer = node.api().post("/sandbox/services/" + service + "/fault", "{\"mode\": \"slow\"}");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        }
    }

    /** Waits until a pipeline is at work at a stage; none may ever be again, when all are past it. */
    private void aimAt(Stage stage, Collection<String> ids) {
        List<String> found = Waiting.until(
                "a pipeline is at work at " + stage.wireName(),
                LONGEST_END,
                () -> ids.stream().map(id -> status(id, stage)).toList(),
                all -> all.contains("running") || !all.contains("pending"));
        if (found.contains("running")) {
            aimedAt.merge(stage, 1, Integer::sum);
        }
    }

    private static boolean allAreHit(Map<Stage, Integer> hits) {
        return hits.size() == Stage.values().length;
    }

    private static Stage leastHit(Map<Stage, Integer> hits) {
        return Stream.of(Stage.values())
                .min(Comparator.comparing(stage -> hits.getOrDefault(stage, 0)))
                .orElseThrow();
    }

    /** How many attempts were lost at each stage up to now. */
    private Map<Stage, Integer> hits(Collection<String> ids) {
        Map<Stage, Integer> hits = new EnumMap<>(Stage.class);
        hits.putAll(lostAttempts);
        for (String id : ids) {
            for (JsonNode event : node.api().history(id)) {
                if (event.path("type").asString().equals("pipeline.stage.attempt_lost")) {
                    hits.merge(Stage.of(event.path("data").path("stage").asString()), 1, Integer::sum);
                }
            }
        }
        return hits;
    }

    private void killSoon(Path data) throws Exception {
        kills++;
        Thread.sleep(random.nextInt((int) SLOWNESS.toMillis() * 2 / 3));
        node.kill();
        node = OmniProcess.start(data, SETTINGS);
        assertThat(node.strangers()).as("what the dead node left, seed " + SEED).isEmpty();
    }

    private String status(String id, Stage stage) {
        return stageStatus(node.api().pipeline(id), stage.wireName());
    }

    private void finished(String id, String name) {
        BareRepository repository = new BareRepository(repositories.resolve(name));
        JsonNode end = node.api().ended(id, LONGEST_END);
        assertThat(end.path("status").asString()).as("seed %d: %s", SEED, end).isEqualTo("completed");
        assertThat(repository.branches()).as("branches, seed " + SEED).containsOnlyKeys("main", "omni/" + id);
        assertThat(repository.parents("omni/" + id))
                .containsExactly(repository.branches().get("main"));
        assertThat(git.pushesTaken(name)).as("pushes, seed " + SEED).isEqualTo(1);
        List<JsonNode> history = node.api().history(id);
        assertThat(history.stream().mapToLong(e -> e.path("version").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        Map<String, Long> types = new HashMap<>();
        for (int i = 0; i < history.size(); i++) {
            JsonNode event = history.get(i);
            types.merge(event.path("type").asString(), 1L, Long::sum);
            if (event.path("type").asString().equals("pipeline.stage.attempt_lost")) {
                lost(event.path("data"), history.get(i + 1));
            }
        }
        assertThat(types.get("pipeline.started")).isEqualTo(1);
        assertThat(types.get("pipeline.completed")).isEqualTo(1);
        assertThat(end.path("iterations").size()).isEqualTo(2);
    }

    /** An attempt that was lost is said to be, and the next one follows. */
    private void lost(JsonNode attempt, JsonNode next) {
        lostAttempts.merge(Stage.of(attempt.path("stage").asString()), 1, Integer::sum);
        assertThat(next.path("type").asString()).isEqualTo("pipeline.stage.retry_scheduled");
        assertThat(next.path("data").path("attempt").asInt())
                .isEqualTo(attempt.path("attempt").asInt() + 1);
    }

    private Map<String, Integer> onceEach() {
        Map<String, Integer> once = new TreeMap<>();
        ended.forEach(id -> once.put(id, 1));
        return once;
    }

    /** How many documents the knowledge index holds for each pipeline. */
    private Map<String, Integer> outcomes(Path data) throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        Path folder = data.resolve("knowledge/indexes").resolve(IndexScope.OUTCOMES.folder());
        try (FSDirectory directory = FSDirectory.open(folder);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            assertThat(reader.numDocs()).as("all documents").isEqualTo(ended.size());
            for (String id : ended) {
                int documents = new IndexSearcher(reader).count(new TermQuery(new Term("path", id)));
                found.put(id, documents);
            }
        }
        return found;
    }
}

package io.omni.api.whole;

import static io.omni.api.whole.Api.PIPELINES;
import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One pipeline's way through all eight stages, watched while it goes and looked at from every side when it is done. */
@ExtendWith(SharedOmni.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class PipelineJourneyIT {
    private static final String[] STAGES = {
        "ingest", "enrich", "generate", "validate", "test", "deploy", "monitor", "learn"
    };
    private static final int TAIL = 100;

    @TempDir
    Path temp;

    private Api api;
    private BareRepository repository;
    private Map<String, ObjectId> before;
    private String id;
    private List<JsonNode> seen;
    private JsonNode end;
    private List<JsonNode> history;

    @BeforeAll
    void run(RunningOmni omni) throws InterruptedException {
        api = omni.api();
        repository = BareRepository.copyOf(omni.sample(), omni.dataFolder().resolve("journey.git"));
        before = repository.branches();
        id = api.startSample(repository.url(), "main");
        try (Recorder recorder = new Recorder(api, id)) {
            seen = recorder.untilTheEnd();
        }
        end = api.pipeline(id);
        history = api.history(id);
    }

    @Test
    void all_eight_stages_complete_with_the_second_iteration() {
        assertThat(end.path("status").asString()).isEqualTo("completed");
        assertThat(end.path("stages").propertyNames()).containsExactly(STAGES);
        for (String stage : STAGES) {
            JsonNode state = end.path("stages").path(stage);
            assertThat(state.path("status").asString()).as(stage).isEqualTo("completed");
            assertThat(state.path("duration_ms").isIntegralNumber()).as(stage).isTrue();
            assertThat(state.path("output").size())
                    .as("%s found something", stage)
                    .isPositive();
            assertThat(state.path("logs").size()).as("%s said something", stage).isPositive();
        }
        assertThat(end.path("iterations").size()).isEqualTo(2);
        assertThat(end.path("iterations").get(1).path("failed_stage").asString())
                .isEqualTo("test");
        assertThat(end.path("error").isNull()).isTrue();
        assertThat(end.path("duration_ms").asLong()).isPositive();
        assertThat(end.path("version").asLong()).isEqualTo(history.size());
    }

    @Test
    void the_pushed_branch_is_one_commit_whose_tests_pass_where_the_base_fails() throws Exception {
        Map<String, ObjectId> after = repository.branches();

        assertThat(after).containsOnlyKeys("main", "omni/" + id);
        assertThat(after.get("main")).isEqualTo(before.get("main"));
        assertThat(repository.parents("omni/" + id)).containsExactly(before.get("main"));
        assertThat(testsOf("main")).as("the tests of the base").isNotZero();
        assertThat(testsOf("omni/" + id)).as("the tests of what was pushed").isZero();
    }

    @Test
    void every_artifact_is_the_bytes_that_it_says() {
        List<JsonNode> artifacts = new ArrayList<>();
        end.path("stages").forEach(stage -> stage.path("artifacts").forEach(artifacts::add));

        assertThat(artifacts).extracting(a -> a.path("name").asString()).contains("patch.diff");
        for (JsonNode artifact : artifacts) {
            Answer answer = api.get(artifact.path("url").asString());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.bytes()).hasSize(artifact.path("size_bytes").asInt());
            assertThat(sha256(answer.bytes())).isEqualTo(artifact.path("sha256").asString());
        }
        String patch = api.get(artifacts.stream()
                        .filter(a -> a.path("name").asString().equals("patch.diff"))
                        .findFirst()
                        .orElseThrow()
                        .path("url")
                        .asString())
                .text();
        assertThat(patch).contains("PaymentPlan.java").contains("@@");
    }

    @Test
    void the_explanation_is_the_chain_of_decisions_with_what_was_measured() {
        JsonNode explained = api.read(PIPELINES + "/" + id + "/explain");
        List<JsonNode> decisions = new ArrayList<>();
        explained.path("decisions").forEach(decisions::add);

        assertThat(decisions.stream().map(d -> d.path("decision").asString()).distinct())
                .containsExactly(
                        "started",
                        "context_chosen",
                        "gate_passed",
                        "gate_failed",
                        "stage_failed",
                        "iteration_started",
                        "completed");
        JsonNode context = first(decisions, "context_chosen").path("facts");
        assertThat(context.path("tokens").asInt())
                .isBetween(1, context.path("max_tokens").asInt());
        assertThat(context.path("chosen").size()).isPositive();
        context.path("chosen")
                .forEach(item -> assertThat(item.path("score").isNumber()).isTrue());

        JsonNode gate = first(decisions, "gate_failed");
        assertThat(gate.path("policy").path("name").asString()).isNotEmpty();
        assertThat(gate.path("facts").path("stage").asString()).isEqualTo("test");
        assertThat(gate.path("facts").path("iteration").asInt()).isEqualTo(1);
        String failedCheck = gate.path("facts").path("failed_checks").get(0).asString();
        JsonNode check = stream(gate.path("facts").path("checks"))
                .filter(c -> c.path("name").asString().equals(failedCheck))
                .findFirst()
                .orElseThrow();
        assertThat(check.path("measured").asDouble())
                .isNotEqualTo(check.path("threshold").asDouble());
        assertThat(check.path("threshold").isNumber()).isTrue();

        JsonNode iteration = first(decisions, "iteration_started");
        assertThat(iteration.path("facts").path("feedback").asString()).contains("differ by");
        assertThat(decisions.indexOf(iteration)).isGreaterThan(decisions.indexOf(gate));
        assertThat(decisions.subList(decisions.indexOf(iteration), decisions.size()))
                .extracting(d -> d.path("decision").asString())
                .contains("gate_passed")
                .doesNotContain("gate_failed");
        List<String> known =
                history.stream().map(e -> e.path("event_id").asString()).toList();
        assertThat(decisions)
                .allSatisfy(d -> assertThat(known).contains(d.path("event_id").asString()));
    }

    @Test
    void the_history_is_whole_and_in_order() {
        assertThat(history.stream().map(e -> e.path("version").asLong()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, history.size())
                        .asLongStream()
                        .boxed()
                        .toList());
        assertThat(history.stream().map(PipelineJourneyIT::time)).isSorted();
        assertThat(history.getFirst().path("type").asString()).isEqualTo("pipeline.started");
        assertThat(history.getLast().path("type").asString()).isEqualTo("pipeline.completed");
        assertThat(history)
                .allSatisfy(e -> assertThat(e.path("actor").asString()).isEqualTo("operator"));
    }

    @Test
    void what_was_answered_live_is_what_its_version_and_its_time_answer_later() {
        assertThat(seen.stream().map(s -> s.path("version").asLong()).distinct().count())
                .as("versions seen on the way")
                .isGreaterThan(5);
        Map<Long, JsonNode> later = new HashMap<>();
        for (JsonNode live : seen) {
            JsonNode then = later.computeIfAbsent(live.path("version").asLong(), v -> stateOf(atVersion(v)));
            assertThat(stateOf(live)).isEqualTo(then);
        }
    }

    @Test
    void at_the_time_of_every_event_it_stood_as_its_version_says() {
        List<JsonNode> lines = allLines();
        for (JsonNode event : history) {
            Instant at = time(event);
            // Events of one decision can share their time; then the last of them counts.
            long version = history.stream().filter(e -> !time(e).isAfter(at)).count();
            JsonNode then = api.read(
                    PIPELINES + "/" + id + "?as_of=" + event.path("occurred_at").asString());

            assertThat(then.path("version").asLong()).isEqualTo(version);
            assertThat(stateOf(then)).isEqualTo(stateOf(atVersion(version)));
            seen.stream()
                    .filter(live -> live.path("version").asLong() == version)
                    .forEach(live -> assertThat(stateOf(then)).isEqualTo(stateOf(live)));
            for (String stage : STAGES) {
                assertThat(logs(then, stage))
                        .as("%s at version %d", stage, version)
                        .isEqualTo(tail(lines, stage, at));
            }
        }
        Instant early = time(history.getFirst()).minusMillis(1);
        assertThat(api.get(PIPELINES + "/" + id + "?as_of=" + early).status()).isEqualTo(404);
    }

    @Test
    void no_line_that_was_logged_before_an_event_is_missing_from_what_was_then() {
        List<JsonNode> lines = allLines();
        for (JsonNode live : seen) {
            for (String stage : STAGES) {
                assertThat(lines.stream().map(PipelineJourneyIT::shown)).containsAll(logs(live, stage));
            }
        }
    }

    @Test
    void the_log_in_pages_is_the_log_at_once() {
        List<JsonNode> paged = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.read(PIPELINES + "/" + id + "/logs?limit=3" + cursor);
            page.path("logs").forEach(paged::add);
            cursor = page.path("next_cursor").isNull()
                    ? null
                    : "&cursor=" + page.path("next_cursor").asString();
        } while (cursor != null);

        assertThat(paged).isEqualTo(allLines());
        assertThat(paged.stream().map(l -> l.path("stage").asString()).distinct())
                .containsExactlyInAnyOrder(STAGES);
    }

    private JsonNode atVersion(long version) {
        return api.read(PIPELINES + "/" + id + "?version=" + version);
    }

    private List<JsonNode> allLines() {
        JsonNode page = api.read(PIPELINES + "/" + id + "/logs?limit=200");
        assertThat(page.path("next_cursor").isNull())
                .as("the whole log fits a page")
                .isTrue();
        return stream(page.path("logs")).toList();
    }

    /** The lines that a stage shows at a time: the last ones of its newest attempt that had logged by then. */
    private static List<JsonNode> tail(List<JsonNode> lines, String stage, Instant at) {
        List<JsonNode> logged = lines.stream()
                .filter(l -> l.path("stage").asString().equals(stage))
                .filter(l -> !Instant.parse(l.path("timestamp").asString()).isAfter(at))
                .toList();
        if (logged.isEmpty()) {
            return List.of();
        }
        int iteration =
                logged.stream().mapToInt(l -> l.path("iteration").asInt()).max().orElseThrow();
        List<JsonNode> newest = logged.stream()
                .filter(l -> l.path("iteration").asInt() == iteration)
                .map(PipelineJourneyIT::shown)
                .toList();
        return newest.subList(Math.max(0, newest.size() - TAIL), newest.size());
    }

    private static JsonNode shown(JsonNode line) {
        ObjectNode shown = Api.JSON.createObjectNode();
        for (String member : List.of("timestamp", "level", "message")) {
            shown.set(member, line.path(member));
        }
        return shown;
    }

    private static List<JsonNode> logs(JsonNode pipeline, String stage) {
        return stream(pipeline.path("stages").path(stage).path("logs")).toList();
    }

    /** A pipeline without what its log says, which doesn't raise its version. */
    private static JsonNode stateOf(JsonNode pipeline) {
        JsonNode state = pipeline.deepCopy();
        state.path("stages").forEach(stage -> ((ObjectNode) stage).remove(List.of("logs", "progress")));
        return state;
    }

    private static JsonNode first(List<JsonNode> decisions, String name) {
        return decisions.stream()
                .filter(d -> d.path("decision").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no decision " + name));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return array.valueStream();
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.path("occurred_at").asString());
    }

    /** Builds and tests a branch as its .omni.yml says; the exit code of its tests. */
    private int testsOf(String branch) throws IOException, InterruptedException {
        Path files = temp.resolve(branch.replace('/', '-'));
        repository.checkOut(branch, files);
        String program = Path.of(System.getProperty("java.home"), "bin").toString();
        List<String> build = new ArrayList<>(List.of(program + "/javac", "-d", "out"));
        try (Stream<Path> sources = Files.walk(files)) {
            sources.map(Path::toString).filter(f -> f.endsWith(".java")).forEach(build::add);
        }
        assertThat(exitCode(files, build)).as("the build of " + branch).isZero();
        return exitCode(files, List.of(program + "/java", "-cp", "out", "billing.RunTests"));
    }

    private static int exitCode(Path folder, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end");
        }
        return process.exitValue();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.omni.query.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.ContextChosen;
import io.omni.events.pipeline.ContextItem;
import io.omni.events.pipeline.GateEvaluated;
import io.omni.events.pipeline.IterationStarted;
import io.omni.events.pipeline.KnowledgeSource;
import io.omni.events.pipeline.PipelineCancelRequested;
import io.omni.events.pipeline.PipelineCancelled;
import io.omni.events.pipeline.PipelineCompleted;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineFailed;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelinePaused;
import io.omni.events.pipeline.PipelineResumed;
import io.omni.events.pipeline.PipelineRetried;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.PolicyRef;
import io.omni.events.pipeline.Problem;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageAttemptLost;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageFailed;
import io.omni.events.pipeline.StageRetryScheduled;
import io.omni.events.pipeline.StageStarted;
import io.omni.query.BadCursor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

class PipelineQueriesTest {
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00Z");
    private static final PolicyRef POLICY = new PolicyRef("quality-gate", 1);
    private static final Problem PROBLEM = new Problem("STAGE_FAILED", "two tests failed");
    private static final Check CHECK =
            Check.atMost("tests_failed", Check.Severity.ERROR, 2, 0, "tests", "2 of 14 tests failed");
    private static final ArtifactRef PATCH = new ArtifactRef("art_1", "patch.diff", "text/x-diff", 3, "aa11");

    private static AnnotationConfigApplicationContext context;
    private static PipelineQueries queries;
    private static EventStore eventStore;
    private static JdbcTemplate jdbc;

    private final PipelineId id = PipelineId.next();

    @BeforeAll
    static void start() {
        context = new AnnotationConfigApplicationContext(ReadSide.class);
        queries = context.getBean(PipelineQueries.class);
        eventStore = context.getBean(EventStore.class);
        jdbc = new JdbcTemplate(context.getBean(DataSource.class));
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @BeforeEach
    void empty() {
        jdbc.update("TRUNCATE pipeline_view, stage_log, artifact_content");
    }

    @Test
    void an_unknown_pipeline_is_not_found() {
        assertThat(queries.find(id)).isEmpty();
        assertThat(queries.asOf(id, T0)).isEmpty();
        assertThat(queries.atVersion(id, 1)).isEmpty();
        assertThat(queries.explain(id)).isEmpty();
        assertThat(queries.history(id)).isEmpty();
        assertThat(queries.artifact(id, "art_1")).isEmpty();
    }

    @Test
    void a_pipeline_that_the_read_model_does_not_have_yet_is_found_all_the_same() {
        append(started());

        assertThat(queries.find(id)).hasValueSatisfying(d -> {
            assertThat(d.state().status()).isEqualTo(PipelineStatus.RUNNING);
            assertThat(d.state().version()).isEqualTo(1);
        });
    }

    @Test
    void a_pipeline_in_the_read_model_is_read_from_there() {
        project(fold(started(), new PipelinePaused(id)), T0);

        assertThat(queries.find(id).orElseThrow().state().status()).isEqualTo(PipelineStatus.PAUSED);
    }

    @Test
    void a_stage_shows_the_last_hundred_lines_of_its_newest_attempt() {
        project(fold(started(), stageStarted(1, 2)), T0);
        log(1, 1, 1, T0, "of the attempt before", null);
        for (int line = 1; line <= 130; line++) {
            log(1, 2, line, T0.plusSeconds(line), "line " + line, null);
        }

        StageOutput output = queries.find(id).orElseThrow().output(Stage.INGEST);

        assertThat(output.logs()).hasSize(100);
        assertThat(output.logs().getFirst().message()).isEqualTo("line 31");
        assertThat(output.logs().getLast().message()).isEqualTo("line 130");
        assertThat(output.progress()).isNull();
    }

    @Test
    void progress_is_found_even_when_a_hundred_lines_lie_after_it() {
        project(fold(started(), stageStarted(1, 1)), T0);
        log(1, 1, 1, T0, "a tenth", 10);
        log(1, 1, 2, T0, "a fifth", 20);
        for (int line = 3; line <= 140; line++) {
            log(1, 1, line, T0.plusSeconds(line), "line " + line, null);
        }

        StageOutput output = queries.find(id).orElseThrow().output(Stage.INGEST);

        assertThat(output.progress()).isNotNull().extracting(LogLine::percent).isEqualTo(20);
        assertThat(output.logs()).hasSize(100).extracting(LogLine::message).doesNotContain("a fifth");
    }

    @Test
    void progress_of_an_attempt_that_is_over_is_not_shown() {
        project(fold(started(), stageStarted(1, 1), retry()), T0);
        log(1, 1, 1, T0, "a half", 50);

        StageOutput output = queries.find(id).orElseThrow().output(Stage.INGEST);

        assertThat(output.progress()).isNull();
        assertThat(output.logs())
                .as("what went wrong stays readable while the retry waits")
                .hasSize(1);
    }

    @Test
    void time_travel_answers_what_the_live_read_answered_then() {
        PipelineEvent[] events = {
            started(), stageStarted(1, 1), retry(), stageStarted(1, 2), ingested(1, 2), new PipelineCompleted(id, 1)
        };
        append(events);
        for (int i = 1; i <= events.length; i++) {
            Instant at = T0.plusSeconds(i - 1L);
            PipelineState then = fold(List.of(events).subList(0, i).toArray(PipelineEvent[]::new));
            jdbc.update("DELETE FROM pipeline_view");
            project(then, T0);
            log(1, i < 4 ? 1 : 2, i, at, "said at " + i, i * 10);
            PipelineDetail live = queries.find(id).orElseThrow();

            log(1, 3, 1, T0.plusSeconds(100), "later", null);
            log(1, 2, 99, at.plusMillis(2), "a little later", null);
            assertThat(queries.asOf(id, at)).contains(live);
            assertThat(queries.asOf(id, at.plusMillis(1))).contains(live);
            assertThat(queries.atVersion(id, i).orElseThrow().state()).isEqualTo(then);
            jdbc.update("DELETE FROM stage_log WHERE attempt = 3 OR line = 99");
        }
        assertThat(queries.asOf(id, T0.minusMillis(1))).isEmpty();
    }

    @Test
    void the_newest_version_is_the_live_answer_and_a_later_one_is_none() {
        PipelineEvent[] events = {started(), stageStarted(1, 1), ingested(1, 1)};
        append(events);
        project(fold(events), T0);
        log(1, 1, 1, T0.plusSeconds(50), "logged after the last event", null);

        assertThat(queries.atVersion(id, 3)).isEqualTo(queries.find(id));
        assertThat(queries.atVersion(id, 2).orElseThrow().output(Stage.INGEST).logs())
                .isEmpty();
        assertThat(queries.atVersion(id, 4)).isEmpty();
        assertThat(queries.atVersion(id, 0)).isEmpty();
    }

    @Test
    void a_list_is_newest_first_and_its_pages_hold_each_pipeline_once() {
        List<PipelineId> made = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            PipelineId other = PipelineId.next();
            made.addFirst(other);
            // Several share a time, so that the id must decide.
            project(PipelineState.evolve(null, startedAs(other), T0.plusSeconds(i / 4)), T0.plusSeconds(i / 4));
        }

        List<PipelineId> read = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            PipelinePage page = queries.list(null, null, 10, cursor);
            page.pipelines().forEach(p -> read.add(p.pipelineId()));
            cursor = page.nextCursor();
            pages++;
        } while (cursor != null);

        assertThat(pages).isEqualTo(3);
        assertThat(read).isEqualTo(made);
    }

    @Test
    void a_list_keeps_to_the_status_and_the_time_that_it_is_asked_for() {
        PipelineId older = PipelineId.next();
        PipelineId newer = PipelineId.next();
        project(PipelineState.evolve(null, startedAs(older), T0), T0);
        project(PipelineState.evolve(null, startedAs(newer), T0.plusSeconds(9)), T0.plusSeconds(9));
        project(fold(started(), new PipelineCompleted(id, 1)), T0);

        assertThat(ids(queries.list(PipelineStatus.RUNNING, null, 20, null))).containsExactly(newer, older);
        assertThat(ids(queries.list(PipelineStatus.COMPLETED, null, 20, null))).containsExactly(id);
        assertThat(ids(queries.list(PipelineStatus.RUNNING, T0.plusSeconds(9), 20, null)))
                .containsExactly(newer);
        assertThat(ids(queries.list(null, T0.plusSeconds(10), 20, null))).isEmpty();
        assertThat(queries.list(PipelineStatus.RUNNING, null, 2, null).nextCursor())
                .isNull();
        assertThat(queries.count(null, null)).isEqualTo(3);
        assertThat(queries.count(PipelineStatus.RUNNING, null)).isEqualTo(2);
        assertThat(queries.count(PipelineStatus.RUNNING, T0.plusSeconds(9))).isEqualTo(1);
        assertThat(queries.count(null, T0.plusSeconds(10))).isZero();
    }

    @Test
    void a_changed_cursor_is_refused() {
        assertThatThrownBy(() -> queries.list(null, null, 10, "bm90IGEgY3Vyc29y"))
                .isInstanceOf(BadCursor.class);
        assertThatThrownBy(() -> queries.logs(id, null, "x", 10, null)).isInstanceOf(BadCursor.class);
    }

    @Test
    void log_pages_hold_each_line_once_in_the_order_it_was_logged() {
        for (int line = 1; line <= 7; line++) {
            log(1, 1, line, T0.plusSeconds(line / 3), "line " + line, null);
        }

        LogPage first = queries.logs(id, null, null, 3, null);
        LogPage second = queries.logs(id, Stage.INGEST, first.nextCursor(), 3, null);
        LogPage third = queries.logs(id, null, second.nextCursor(), 3, null);

        assertThat(first.lines()).extracting(LogLine::message).containsExactly("line 1", "line 2", "line 3");
        assertThat(second.lines()).extracting(LogLine::message).containsExactly("line 4", "line 5", "line 6");
        assertThat(third.lines()).extracting(LogLine::message).containsExactly("line 7");
        assertThat(third.nextCursor()).isNull();
        assertThat(queries.logs(id, Stage.TEST, null, 3, null).lines()).isEmpty();
        assertThat(queries.logs(id, null, null, 9, T0).lines()).hasSize(2);
        assertThat(queries.countLogs(id, null, null)).isEqualTo(7);
        assertThat(queries.countLogs(id, Stage.INGEST, T0)).isEqualTo(2);
        assertThat(queries.countLogs(id, Stage.TEST, null)).isZero();
    }

    @Test
    void an_artifact_of_a_superseded_iteration_is_still_found() {
        PipelineEvent[] events = {
            started(),
            new StageStarted(id, Stage.GENERATE, 1, 1),
            new StageCompleted(id, Stage.GENERATE, 1, 1, Map.of(), List.of(PATCH), List.of()),
            new IterationStarted(id, 2, Stage.TEST, "failed", POLICY)
        };
        append(events);
        project(fold(events), T0);
        byte[] bytes = {0, 1, (byte) 0xff};
        jdbc.update("INSERT INTO artifact_content (sha256, size_bytes, content) VALUES ('aa11', 3, ?)", (Object) bytes);

        assertThat(queries.artifact(id, "art_1")).hasValueSatisfying(a -> {
            assertThat(a.bytes()).isEqualTo(bytes);
            assertThat(a.reference()).isEqualTo(PATCH);
        });
        assertThat(queries.artifact(id, "art_2")).isEmpty();
        assertThat(queries.artifact(PipelineId.next(), "art_1")).isEmpty();
    }

    @Test
    void the_history_names_every_event_in_order() {
        append(started(), stageStarted(1, 1));

        assertThat(queries.history(id))
                .satisfiesExactly(
                        first -> {
                            assertThat(first.type()).isEqualTo("pipeline.started");
                            assertThat(first.sequence()).isZero();
                            assertThat(first.revision()).isEqualTo(1);
                            assertThat(first.actor()).isEqualTo("operator");
                            assertThat(first.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
                            assertThat(first.occurredAt()).isEqualTo(T0);
                        },
                        second -> {
                            assertThat(second.type()).isEqualTo("pipeline.stage.started");
                            assertThat(second.event()).isEqualTo(stageStarted(1, 1));
                        });
    }

    @Test
    void an_explanation_is_the_chain_of_decisions_with_what_they_rest_on() {
        append(
                started(),
                stageStarted(1, 1),
                new StageAttemptLost(id, Stage.INGEST, 1, 1, "node-a"),
                retry(),
                ingested(1, 2),
                new ContextChosen(
                        id,
                        1,
                        300,
                        16000,
                        List.of(new ContextItem("repository", "a.py:1-9", 0.9, 300, "best")),
                        List.of(new ContextItem("wiki", "Style", 0.2, 900, "too far"))),
                new GateEvaluated(
                        id,
                        Stage.TEST,
                        1,
                        QualityGate.STANDARD,
                        false,
                        "iterate",
                        List.of("tests_failed"),
                        List.of(CHECK),
                        POLICY),
                new StageFailed(id, Stage.TEST, 1, 1, PROBLEM, Map.of(), List.of(), List.of(CHECK)),
                new IterationStarted(id, 2, Stage.TEST, "test_login failed", POLICY),
                new PipelinePaused(id),
                new PipelineResumed(id),
                new PipelineFailed(id, Stage.TEST, PROBLEM, List.of(Stage.DEPLOY)),
                new PipelineRetried(id, Stage.TEST, 4),
                new PipelineCancelRequested(id, true),
                new PipelineCancelled(id, List.of(Stage.DEPLOY)));

        Explanation explanation = queries.explain(id).orElseThrow();

        assertThat(explanation.decisions())
                .extracting(Decision::decision)
                .containsExactly(
                        "started",
                        "attempt_lost",
                        "retry_scheduled",
                        "context_chosen",
                        "gate_failed",
                        "stage_failed",
                        "iteration_started",
                        "paused",
                        "resumed",
                        "failed",
                        "retried",
                        "cancel_requested",
                        "cancelled");
        Decision gate = explanation.decisions().get(4);
        assertThat(gate.policy()).isEqualTo(POLICY);
        assertThat(gate.sequence()).isEqualTo(6);
        assertThat(gate.eventId()).isEqualTo(queries.history(id).get(6).eventId());
        assertThat(gate.facts()).containsEntry("consequence", "iterate").containsEntry("passed", false);
        assertThat(gate.facts().get("checks").toString()).contains("measured=2.0", "threshold=0.0", "verdict=failed");
        assertThat(explanation.decisions().get(3).facts().get("dropped").toString())
                .contains("Style", "score=0.2");
        assertThat(explanation.summary())
                .isEqualTo("It was cancelled in iteration 2 of at most 4 because someone asked.");
        assertThat(explanation.version()).isEqualTo(15);
    }

    @Test
    void an_explanation_never_names_the_credentials() {
        append(started());

        assertThat(queries.explain(id).orElseThrow().toString()).doesNotContain("secret_1");
    }

    private static List<PipelineId> ids(PipelinePage page) {
        return page.pipelines().stream().map(PipelineState::pipelineId).toList();
    }

    private PipelineStarted started() {
        return startedAs(id);
    }

    private static PipelineStarted startedAs(PipelineId id) {
        return new PipelineStarted(
                id,
                "add a login",
                List.of(Stage.INGEST, Stage.GENERATE, Stage.TEST, Stage.DEPLOY),
                new PipelineConfig(
                        null,
                        null,
                        new RepositoryUrl("https://git.example/a.git"),
                        new BranchName("main"),
                        3,
                        QualityGate.STANDARD,
                        "secret_1"),
                new PipelineContext(List.of(KnowledgeSource.WIKI), 16000));
    }

    private StageStarted stageStarted(int iteration, int attempt) {
        return new StageStarted(id, Stage.INGEST, iteration, attempt);
    }

    private StageRetryScheduled retry() {
        return new StageRetryScheduled(id, Stage.INGEST, 1, 2, T0.plusSeconds(60), PROBLEM, POLICY);
    }

    private StageCompleted ingested(int iteration, int attempt) {
        return new StageCompleted(id, Stage.INGEST, iteration, attempt, Map.of("files", 3), List.of(), List.of());
    }

    /** Stores the events, the first at {@link #T0} and each a second after the one before. */
    private void append(PipelineEvent... events) {
        MetaData metaData = MetaData.with("actor", "operator").and("trace_id", "0af7651916cd43dd8448eb211c80319c");
        eventStore.publish(IntStream.range(0, events.length)
                .mapToObj(i -> new GenericDomainEventMessage<>(
                        "Pipeline",
                        id.value(),
                        i,
                        new GenericDomainEventMessage<>("Pipeline", id.value(), i, events[i], metaData),
                        () -> T0.plusSeconds(i)))
                .toList());
    }

    private static PipelineState fold(PipelineEvent... events) {
        PipelineState state = null;
        for (int i = 0; i < events.length; i++) {
            state = PipelineState.evolve(state, events[i], T0.plusSeconds(i));
        }
        if (state == null) {
            throw new AssertionError("give at least one event");
        }
        return state;
    }

    private static void project(PipelineState state, Instant createdAt) {
        String json = ReadSide.MAPPER.writeValueAsString(state);
        jdbc.update(
                "INSERT INTO pipeline_view (pipeline_id, status, repository, branch, created_at, version, position, overview,"
                        + " state) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)",
                state.pipelineId().value(),
                state.status().wireName(),
                state.config().repoUrl().canonical(),
                state.config().branch().value(),
                createdAt.atOffset(ZoneOffset.UTC),
                state.version(),
                json,
                json);
    }

    private void log(int iteration, int attempt, int line, Instant at, String message, Integer percent) {
        jdbc.update(
                "INSERT INTO stage_log (pipeline_id, stage, iteration, attempt, line, logged_at, level, message, percent)"
                        + " VALUES (?, 'ingest', ?, ?, ?, ?, 'info', ?, ?)",
                id.value(),
                iteration,
                attempt,
                line,
                at.atOffset(ZoneOffset.UTC),
                message,
                percent);
    }
}

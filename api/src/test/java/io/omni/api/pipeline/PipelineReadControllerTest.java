package io.omni.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.BranchName;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.KnowledgeSource;
import io.omni.events.pipeline.PipelineCancelRequested;
import io.omni.events.pipeline.PipelineCancelled;
import io.omni.events.pipeline.PipelineConfig;
import io.omni.events.pipeline.PipelineContext;
import io.omni.events.pipeline.PipelineEvent;
import io.omni.events.pipeline.PipelineFailed;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineRetried;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.PipelineStatus;
import io.omni.events.pipeline.PolicyRef;
import io.omni.events.pipeline.Problem;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageCompleted;
import io.omni.events.pipeline.StageFailed;
import io.omni.events.pipeline.StageStarted;
import io.omni.query.BadCursor;
import io.omni.query.Cursor;
import io.omni.query.pipeline.ArtifactContent;
import io.omni.query.pipeline.Decision;
import io.omni.query.pipeline.Explanation;
import io.omni.query.pipeline.LogLine;
import io.omni.query.pipeline.LogPage;
import io.omni.query.pipeline.PipelineDetail;
import io.omni.query.pipeline.PipelineMark;
import io.omni.query.pipeline.PipelinePage;
import io.omni.query.pipeline.PipelineQueries;
import io.omni.query.pipeline.RecordedEvent;
import io.omni.query.pipeline.StageOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

class PipelineReadControllerTest {
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00Z");
    private static final PipelineId ID = PipelineId.next();
    private static final String PATH = "/api/v1/pipeline/" + ID;
    private static final Problem PROBLEM = new Problem("STAGE_FAILED", "two tests failed");
    private static final ArtifactRef PATCH = new ArtifactRef("art_1", "patch \"x\".diff", "text/x-diff", 3, "aa11");

    private final PipelineQueries queries = mock();
    private Instant now = T0;
    private final MockMvc http = Http.serving(new PipelineReadController(
            queries,
            new WrittenPipelines(queries, Http.MAPPER, ((InstantSource) () -> now).withZone(ZoneOffset.UTC)),
            Http.MAPPER));

    @Test
    void a_pipeline_is_shown_with_all_that_its_stages_found_said_and_made() throws Exception {
        LogLine line = new LogLine(T0, "ingest", 1, 1, "info", "3 files", 40);
        when(queries.find(ID))
                .thenReturn(Optional.of(
                        new PipelineDetail(failed(), Map.of(Stage.INGEST, new StageOutput(List.of(line), line)))));

        perform(PATH)
                .andExpect(status().isOk())
                .andExpect(header().string("ETag", "\"6\""))
                .andExpect(jsonPath("$.pipeline_id").value(ID.value()))
                .andExpect(jsonPath("$.status").value("failed"))
                .andExpect(jsonPath("$.task").value("add a login"))
                .andExpect(jsonPath("$.config.repo_url").value("https://git.example/a.git"))
                .andExpect(jsonPath("$.config.quality_gate").value("standard"))
                .andExpect(jsonPath("$.config.credentials_ref").doesNotExist())
                .andExpect(jsonPath("$.context.knowledge_sources[0]").value("wiki"))
                .andExpect(jsonPath("$.iterations[0].number").value(1))
                .andExpect(jsonPath("$.created_at").value("2026-01-15T10:30:00Z"))
                .andExpect(jsonPath("$.completed_at").value("2026-01-15T10:30:05Z"))
                .andExpect(jsonPath("$.duration_ms").value(5000))
                .andExpect(jsonPath("$.error.code").value("STAGE_FAILED"))
                .andExpect(jsonPath("$.error.message").value("two tests failed"))
                .andExpect(jsonPath("$.error.stage").value("test"))
                .andExpect(jsonPath("$.stages.ingest.status").value("completed"))
                .andExpect(jsonPath("$.stages.ingest.duration_ms").value(1000))
                .andExpect(jsonPath("$.stages.ingest.attempt").value(1))
                .andExpect(jsonPath("$.stages.ingest.output.files").value(3))
                .andExpect(jsonPath("$.stages.ingest.progress.percent").value(40))
                .andExpect(jsonPath("$.stages.ingest.logs[0].timestamp").value("2026-01-15T10:30:00Z"))
                .andExpect(jsonPath("$.stages.ingest.logs[0].level").value("info"))
                .andExpect(jsonPath("$.stages.ingest.logs[0].message").value("3 files"))
                .andExpect(jsonPath("$.stages.ingest.artifacts[0].artifact_id").value("art_1"))
                .andExpect(jsonPath("$.stages.ingest.artifacts[0].size_bytes").value(3))
                .andExpect(jsonPath("$.stages.ingest.artifacts[0].url").value(PATH + "/artifacts/art_1"))
                .andExpect(jsonPath("$.stages.test.error.message").value("two tests failed"))
                .andExpect(jsonPath("$.stages.test.checks[0].verdict").value("failed"))
                .andExpect(jsonPath("$.stages.deploy.status").value("skipped"))
                .andExpect(jsonPath("$.stages.deploy.logs").isEmpty())
                .andExpect(jsonPath("$.stages.deploy.started_at").doesNotExist());
    }

    @Test
    void a_pipeline_at_work_shows_what_is_not_known_yet_as_null() throws Exception {
        when(queries.find(ID)).thenReturn(Optional.of(new PipelineDetail(fold(started()), Map.of())));

        String body = perform(PATH).andReturn().getResponse().getContentAsString();

        assertThat(body).contains("\"completed_at\":null", "\"duration_ms\":null", "\"error\":null");
    }

    @Test
    void an_answer_is_kept_once_the_end_is_final_and_settled() throws Exception {
        PipelineDetail cancelled = new PipelineDetail(
                fold(started(), new PipelineCancelRequested(ID, false), new PipelineCancelled(ID, List.of())),
                Map.of());
        when(queries.find(ID)).thenReturn(Optional.of(cancelled));

        now = T0.plusSeconds(600);
        perform(PATH);
        perform(PATH);
        verify(queries, times(2)).find(ID);

        now = T0.plusSeconds(700);
        String first = perform(PATH).andReturn().getResponse().getContentAsString();
        perform(PATH)
                .andExpect(header().string("ETag", "\"3\""))
                .andExpect(content().string(first));
        verify(queries, times(3)).find(ID);
    }

    @Test
    void a_failed_pipeline_is_always_asked_for_because_it_can_be_tried_again() throws Exception {
        when(queries.find(ID)).thenReturn(Optional.of(new PipelineDetail(failed(), Map.of())));
        now = T0.plusSeconds(86_400);

        perform(PATH);
        perform(PATH);

        verify(queries, times(2)).find(ID);
    }

    @Test
    void an_old_etag_gets_the_whole_answer_because_logs_do_not_raise_the_version() throws Exception {
        when(queries.find(ID)).thenReturn(Optional.of(new PipelineDetail(fold(started()), Map.of())));

        http.perform(get(PATH).header("If-None-Match", "\"1\"")).andExpect(status().isOk());
    }

    @Test
    void time_travel_asks_for_the_time_or_the_version() throws Exception {
        PipelineDetail then = new PipelineDetail(fold(started()), Map.of());
        when(queries.asOf(ID, T0.plusMillis(500))).thenReturn(Optional.of(then));
        when(queries.atVersion(ID, 1)).thenReturn(Optional.of(then));

        perform(PATH + "?as_of=2026-01-15T10:30:00.5Z")
                .andExpect(jsonPath("$.status").value("running"));
        perform(PATH + "?as_of=2026-01-15T11:30:00.5%2B01:00").andExpect(status().isOk());
        perform(PATH + "?version=1").andExpect(header().string("ETag", "\"1\""));
        perform(PATH + "?version=9")
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("PIPELINE_NOT_FOUND"));
        perform(PATH + "?as_of=2020-01-01T00:00:00Z").andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource({
        "?as_of=yesterday, as_of",
        "?as_of=2026-01-15, as_of",
        "?as_of=2026-01-15T10:30:00, as_of",
        "?as_of=, as_of",
        "?as_of=%2B999999999-01-01T00:00:00Z, as_of",
        "?version=0, version",
        "?version=-1, version",
        "?version=one, version",
        "?version=99999999999999999999, version",
        "?version=1&as_of=2026-01-15T10:30:00Z, version",
        "/logs?stage=fly, stage",
        "/logs?limit=0, limit",
        "/logs?limit=201, limit",
        "/logs?as_of=x, as_of"
    })
    void a_bad_query_parameter_of_a_pipeline_is_named(String query, String parameter) throws Exception {
        badRequest(PATH + query, parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=201, limit",
        "limit=-1, limit",
        "limit=ten, limit",
        "limit=, limit",
        "since=yesterday, since",
        "since=2026-01-15, since",
        "include=everything, include",
        "include=, include",
        "status=done, status",
        "status=RUNNING, status"
    })
    void a_bad_query_parameter_of_the_list_is_named(String query, String parameter) throws Exception {
        badRequest("/api/v1/pipeline?" + query, parameter);
        verifyNoInteractions(queries);
    }

    @Test
    void a_bad_cursor_is_a_bad_request() throws Exception {
        BadCursor bad = badCursor();
        when(queries.list(any(), any(), anyInt(), any())).thenThrow(bad);
        when(queries.logs(any(), any(), any(), anyInt(), any())).thenThrow(bad);

        badRequest("/api/v1/pipeline?cursor=x", "cursor");
        badRequest(PATH + "/logs?cursor=x", "cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/logs", "/events", "/explain", "/artifacts/art_1"})
    void an_id_that_nothing_has_is_not_found_even_when_it_is_malformed(String below) throws Exception {
        when(queries.logs(any(), any(), any(), anyInt(), any())).thenReturn(new LogPage(List.of(), null));
        for (String id : List.of(PipelineId.next().value(), "pipe_", "x", "PIPE_01", "pipe_a-b", "wf_01")) {
            perform("/api/v1/pipeline/" + id + below)
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.code").value("PIPELINE_NOT_FOUND"));
        }
    }

    @Test
    void a_list_shows_stages_without_logs_and_artifacts() throws Exception {
        when(queries.list(PipelineStatus.FAILED, T0, 7, "c")).thenReturn(new PipelinePage(List.of(failed()), "next"));

        perform("/api/v1/pipeline?status=failed&since=2026-01-15T10:30:00Z&limit=7&cursor=c")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.next_cursor").value("next"))
                .andExpect(jsonPath("$.pipelines[0].pipeline_id").value(ID.value()))
                .andExpect(jsonPath("$.pipelines[0].stages.ingest.duration_ms").value(1000))
                .andExpect(jsonPath("$.pipelines[0].stages.ingest.output").doesNotExist())
                .andExpect(jsonPath("$.pipelines[0].stages.ingest.logs").doesNotExist())
                .andExpect(jsonPath("$.pipelines[0].stages.ingest.artifacts").doesNotExist())
                .andExpect(jsonPath("$.pipelines[0].stages.test.checks").doesNotExist());
    }

    @Test
    void a_list_shows_a_pipeline_as_it_is_after_it_changed() throws Exception {
        PipelineState before = failed();
        PipelineState after = PipelineState.evolve(before, new PipelineRetried(ID, Stage.TEST, 3), T0.plusSeconds(60));
        when(queries.mark()).thenReturn(new PipelineMark(1, 1), new PipelineMark(1, 2));
        when(queries.list(null, null, 20, null))
                .thenReturn(new PipelinePage(List.of(before), null), new PipelinePage(List.of(after), null));

        perform("/api/v1/pipeline").andExpect(jsonPath("$.pipelines[0].status").value("failed"));
        perform("/api/v1/pipeline").andExpect(jsonPath("$.pipelines[0].status").value("running"));
    }

    @Test
    void a_list_has_twenty_items_unless_asked_otherwise_and_a_null_cursor_at_the_end() throws Exception {
        when(queries.list(null, null, 20, null)).thenReturn(new PipelinePage(List.of(), null));

        perform("/api/v1/pipeline").andExpect(content().json("{\"pipelines\":[],\"next_cursor\":null}"));

        verify(queries).list(null, null, 20, null);
    }

    @Test
    void a_list_says_how_many_there_are_when_it_is_asked_and_not_otherwise() throws Exception {
        when(queries.mark()).thenReturn(new PipelineMark(1, 1));
        when(queries.list(PipelineStatus.FAILED, T0, 20, null)).thenReturn(new PipelinePage(List.of(), null));
        when(queries.count(PipelineStatus.FAILED, T0)).thenReturn(41L);
        String list = "/api/v1/pipeline?status=failed&since=2026-01-15T10:30:00Z";

        perform(list).andExpect(jsonPath("$.total").doesNotExist());
        perform(list + "&include=total").andExpect(jsonPath("$.total").value(41));
        perform(list).andExpect(jsonPath("$.total").doesNotExist());
        perform(list + "&include=total").andExpect(jsonPath("$.total").value(41));

        verify(queries).count(PipelineStatus.FAILED, T0);
    }

    @Test
    void a_log_is_shown_with_where_each_line_comes_from() throws Exception {
        LogLine line = new LogLine(T0, "test", 2, 3, "error", "failed", null);
        when(queries.logs(ID, Stage.TEST, null, 20, null)).thenReturn(new LogPage(List.of(line), null));

        perform(PATH + "/logs?stage=test")
                .andExpect(jsonPath("$.logs[0].stage").value("test"))
                .andExpect(jsonPath("$.logs[0].iteration").value(2))
                .andExpect(jsonPath("$.logs[0].attempt").value(3));
    }

    @Test
    void an_artifact_is_its_bytes_to_be_saved_and_never_run() throws Exception {
        byte[] bytes = {0, (byte) 0xff, 10};
        when(queries.artifact(ID, "art_1")).thenReturn(Optional.of(new ArtifactContent(PATCH, bytes)));

        perform(PATH + "/artifacts/art_1")
                .andExpect(status().isOk())
                .andExpect(content().bytes(bytes))
                .andExpect(content().contentType("text/x-diff"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("ETag", "\"aa11\""))
                .andExpect(result -> assertThat(result.getResponse().getHeader("Content-Disposition"))
                        .startsWith("attachment;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a type", "*/*", ""})
    void an_artifact_of_no_known_type_is_plain_bytes(String mediaType) throws Exception {
        ArtifactRef odd = new ArtifactRef("art_1", "x", mediaType, 1, "aa");
        when(queries.artifact(ID, "art_1")).thenReturn(Optional.of(new ArtifactContent(odd, new byte[] {1})));

        perform(PATH + "/artifacts/art_1").andExpect(content().contentType("application/octet-stream"));
    }

    @Test
    void an_artifact_that_the_pipeline_does_not_have_is_not_found() throws Exception {
        when(queries.state(ID)).thenReturn(Optional.of(failed()));

        perform(PATH + "/artifacts/art_9")
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("NOT_FOUND"));
    }

    @Test
    void the_history_shows_every_event_and_no_credentials() throws Exception {
        when(queries.history(ID)).thenReturn(List.of(recorded(0, started()), recorded(1, stageStarted(Stage.INGEST))));

        String body = perform(PATH + "/events")
                .andExpect(jsonPath("$.events[0].type").value("pipeline.started"))
                .andExpect(jsonPath("$.events[0].version").value(1))
                .andExpect(jsonPath("$.events[0].actor").value("operator"))
                .andExpect(jsonPath("$.events[0].occurred_at").value("2026-01-15T10:30:00Z"))
                .andExpect(jsonPath("$.events[0].data.config.repo_url").value("https://git.example/a.git"))
                .andExpect(jsonPath("$.events[1].data.stage").value("ingest"))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(body).doesNotContain("secret_1").doesNotContain("credentials");
    }

    @Test
    void an_explanation_shows_each_decision_with_its_event() throws Exception {
        Decision decision = new Decision(
                T0,
                "gate_failed",
                "The standard gate failed test on tests_failed.",
                new PolicyRef("quality-gate", 1),
                Map.of("checks", List.of(Map.of("measured", 2.0, "threshold", 0.0))),
                "evt_1",
                6,
                "operator",
                null);
        when(queries.explain(ID))
                .thenReturn(Optional.of(
                        new Explanation(ID, PipelineStatus.FAILED, 7, "It failed at test.", List.of(decision))));

        String body = perform(PATH + "/explain")
                .andExpect(jsonPath("$.summary").value("It failed at test."))
                .andExpect(jsonPath("$.decisions[0].decision").value("gate_failed"))
                .andExpect(jsonPath("$.decisions[0].policy.name").value("quality-gate"))
                .andExpect(jsonPath("$.decisions[0].facts.checks[0].measured").value(2.0))
                .andExpect(jsonPath("$.decisions[0].event_id").value("evt_1"))
                .andExpect(jsonPath("$.decisions[0].sequence").value(6))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);

        assertThat(body).contains("\"packet_id\":null", "\"packet_index\":null");
    }

    private void badRequest(String url, String parameter) throws Exception {
        perform(url)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("BAD_REQUEST"))
                .andExpect(jsonPath("$.details[0].field").value(parameter));
    }

    private ResultActions perform(String url) throws Exception {
        return http.perform(get(URI.create(url)));
    }

    private static BadCursor badCursor() {
        try {
            Cursor.read("pipelines", 2, "x");
        } catch (BadCursor e) {
            return e;
        }
        throw new AssertionError("x is no cursor");
    }

    private static RecordedEvent recorded(long sequence, PipelineEvent event) {
        String type = event instanceof PipelineStarted ? "pipeline.started" : "pipeline.stage.started";
        return new RecordedEvent("evt_" + sequence, sequence, type, 1, T0, "operator", null, event);
    }

    private static PipelineState failed() {
        Check check = Check.atMost("tests_failed", Check.Severity.ERROR, 2, 0, "tests", "2 tests failed");
        return fold(
                started(),
                stageStarted(Stage.INGEST),
                new StageCompleted(ID, Stage.INGEST, 1, 1, Map.of("files", 3), List.of(PATCH), List.of()),
                stageStarted(Stage.TEST),
                new StageFailed(ID, Stage.TEST, 1, 1, PROBLEM, Map.of(), List.of(), List.of(check)),
                new PipelineFailed(ID, Stage.TEST, PROBLEM, List.of(Stage.DEPLOY)));
    }

    private static StageStarted stageStarted(Stage stage) {
        return new StageStarted(ID, stage, 1, 1);
    }

    private static PipelineStarted started() {
        return new PipelineStarted(
                ID,
                "add a login",
                List.of(Stage.INGEST, Stage.TEST, Stage.DEPLOY),
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

    private static PipelineState fold(PipelineEvent... events) {
        @Nullable PipelineState state = null;
        for (int i = 0; i < events.length; i++) {
            state = PipelineState.evolve(state, events[i], T0.plusSeconds(i));
        }
        if (state == null) {
            throw new AssertionError("give at least one event");
        }
        return state;
    }
}

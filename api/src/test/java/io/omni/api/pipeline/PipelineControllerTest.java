package io.omni.api.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.omni.command.Command;
import io.omni.command.Refusal;
import io.omni.command.eventstore.CommandDispatcher;
import io.omni.command.pipeline.CancelPipeline;
import io.omni.command.pipeline.ExecutePipeline;
import io.omni.command.pipeline.PausePipeline;
import io.omni.command.pipeline.PipelineReader;
import io.omni.command.pipeline.ResumePipeline;
import io.omni.command.pipeline.RetryPipeline;
import io.omni.command.secret.SecretStore;
import io.omni.events.pipeline.BranchLeaseId;
import io.omni.events.pipeline.KnowledgeSource;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.PipelineStarted;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.QualityGate;
import io.omni.events.pipeline.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

class PipelineControllerTest {
    private static final Instant T0 = Instant.parse("2026-01-15T10:30:00Z");
    private static final String EXECUTE = "/api/v1/pipeline/execute";
    private static final PipelineId ID = PipelineId.next();

    private final CommandDispatcher commands = mock();
    private final PipelineReader pipelines = mock();
    private final Secrets secrets = new Secrets();
    private MockMvc http = Http.serving();
    private @Nullable Command sent;
    private @Nullable Map<String, String> metaData;
    private @Nullable RuntimeException refusal;

    @BeforeEach
    void serve() {
        http = serving(false);
        when(commands.send(any(), any())).thenAnswer(call -> {
            sent = call.getArgument(0);
            metaData = call.getArgument(1);
            if (refusal != null) {
                throw refusal;
            }
            return true;
        });
        when(pipelines.known(any())).thenAnswer(_ -> Optional.of(started()));
    }

    @Test
    void the_references_request_is_accepted_and_answered_in_its_shape() throws Exception {
        ResultActions answer = execute("""
                {"task": "Implement user authentication with JWT tokens",
                 "stages": ["ingest", "enrich", "generate", "validate", "test"],
                 "config": {"model": "gpt-4o", "language": "python",
                   "repo_url": "http://omni-gitea:3000/omni-admin/my-project.git", "branch": "feature/auth",
                   "max_iterations": 3, "quality_gate": "strict"},
                 "context": {"knowledge_sources": ["neo4j", "qdrant", "wiki"], "max_context_tokens": 16000}}""");
        answer.andExpect(status().isAccepted())
                .andExpect(header().string(
                                "Location", "/api/v1/pipeline/" + command().pipelineId()))
                .andExpect(content().json("""
                        {"pipeline_id": "%s", "status": "running", "created_at": "2026-01-15T10:30:00Z",
                         "stages": {"ingest": {"status": "pending"}, "enrich": {"status": "pending"},
                           "generate": {"status": "pending"}, "validate": {"status": "pending"},
                           "test": {"status": "pending"}}}""".formatted(command().pipelineId()), JsonCompareMode.STRICT));

        ExecutePipeline command = command();
        assertThat(command.task()).isEqualTo("Implement user authentication with JWT tokens");
        assertThat(command.stages())
                .containsExactly(Stage.INGEST, Stage.ENRICH, Stage.GENERATE, Stage.VALIDATE, Stage.TEST);
        assertThat(command.config().qualityGate()).isEqualTo(QualityGate.STRICT);
        assertThat(command.config().credentialsRef()).isNull();
        assertThat(command.leaseId())
                .isEqualTo(BranchLeaseId.of(
                        command.config().repoUrl(), command.config().branch()));
    }

    @Test
    void what_is_left_out_gets_its_default() throws Exception {
        execute("{'task': 'x', 'config': {'repo_url': 'https://git.example/a'}}")
                .andExpect(status().isAccepted());

        ExecutePipeline command = command();
        assertThat(command.stages()).containsExactly(Stage.values());
        assertThat(command.config().branch().value()).isEqualTo("main");
        assertThat(command.config().maxIterations()).isEqualTo(3);
        assertThat(command.config().qualityGate()).isEqualTo(QualityGate.STANDARD);
        assertThat(command.config().model()).isNull();
        assertThat(command.context().knowledgeSources()).containsExactly(KnowledgeSource.values());
        assertThat(command.context().maxContextTokens()).isEqualTo(16000);
    }

    @Test
    void stages_run_in_their_own_order_whatever_the_request_says() throws Exception {
        execute(with("'stages': ['test', 'ingest', 'generate']")).andExpect(status().isAccepted());

        assertThat(command().stages()).containsExactly(Stage.INGEST, Stage.GENERATE, Stage.TEST);
    }

    @Test
    void a_command_carries_the_requests_metadata() throws Exception {
        execute(with("'stages': ['test']"));

        assertThat(sent).isNotNull();
        assertThat(metaData).containsEntry("actor", "operator").containsEntry("request_id", "req-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \\n\\t", "a\\u0000b", "half \\ud83d"})
    void a_task_that_says_nothing_or_cannot_be_stored_is_refused(String task) throws Exception {
        refused("{'task': '" + task + "', 'config': {'repo_url': 'https://git.example/a'}}", "task");
    }

    @Test
    void a_task_may_have_twenty_thousand_characters_and_not_one_more() throws Exception {
        String rest = "', 'config': {'repo_url': 'https://git.example/a'}}";
        execute("{'task': '" + "\u00fc".repeat(20_000) + rest).andExpect(status().isAccepted());
        execute("{'task': '" + "\ud83d\ude80".repeat(20_000) + rest).andExpect(status().isAccepted());
        sent = null;

        refused("{'task': '" + "x".repeat(20_001) + rest, "task");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'stages': ['ingest', 'fly'] | stages[1]",
                "'stages': ['ingest', 'test', 'ingest'] | stages[2]",
                "'stages': ['INGEST'] | stages[0]",
                "'stages': [] | stages",
                "'stages': 'ingest' | stages",
                "'stages': [1] | stages[0]",
                "'context': {'knowledge_sources': ['neo4j', 'google']} | context.knowledge_sources[1]",
                "'context': {'knowledge_sources': ['wiki', 'wiki']} | context.knowledge_sources[1]",
                "'context': {'max_context_tokens': 255} | context.max_context_tokens",
                "'context': {'max_context_tokens': 1000001} | context.max_context_tokens",
                "'context': {'max_context_tokens': '16000'} | context.max_context_tokens",
                "'context': [] | context"
            })
    void a_field_that_breaks_a_rule_is_named(String member, String field) throws Exception {
        refused(with(member), field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'max_iterations': 0 | config.max_iterations",
                "'max_iterations': 11 | config.max_iterations",
                "'max_iterations': 2.5 | config.max_iterations",
                "'max_iterations': '3' | config.max_iterations",
                "'max_iterations': true | config.max_iterations",
                "'max_iterations': 99999999999 | config.max_iterations",
                "'branch': '../x' | config.branch",
                "'branch': 'a..b' | config.branch",
                "'branch': 'with a space' | config.branch",
                "'branch': '' | config.branch",
                "'branch': '-x' | config.branch",
                "'branch': 7 | config.branch",
                "'quality_gate': 'STRICT' | config.quality_gate",
                "'quality_gate': 'lax' | config.quality_gate",
                "'model': '' | config.model",
                "'model': {} | config.model",
                "'language': 5 | config.language"
            })
    void a_field_of_the_configuration_that_breaks_a_rule_is_named(String member, String field) throws Exception {
        refused("{'task': 'x', 'config': {'repo_url': 'https://git.example/a', " + member + "}}", field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///srv/git/a.git",
                "FILE:///srv/git/a.git",
                "ext::sh -c touch% /tmp/pwned",
                "ext::sh",
                "-oProxyCommand=touch /tmp/pwned",
                "ssh://-oProxyCommand=x/a",
                "git@-oProxyCommand=x:a",
                "/srv/git/a.git",
                "ftp://git.example/a",
                "https://git.example",
                "https://git.example/a b",
                "https://git.example/a?x=1",
                "https://user:p%zz@git.example/a",
                ""
            })
    void a_repository_url_that_git_must_not_see_is_refused(String url) throws Exception {
        refused("{'task': 'x', 'config': {'repo_url': '" + url + "'}}", "config.repo_url");
        assertThat(secrets.kept).isEmpty();
    }

    @Test
    void a_file_url_is_accepted_where_the_operator_allows_it() throws Exception {
        http = serving(true);

        execute("{'task': 'x', 'config': {'repo_url': 'file:///srv/git/a.git'}}")
                .andExpect(status().isAccepted());
    }

    @Test
    void all_broken_fields_are_named_at_once() throws Exception {
        execute("{'task': ' ', 'stages': ['ingest', 'fly', 'ingest'], 'config': {'branch': 'a..b', 'max_iterations': 0,"
                        + " 'model': 5}, 'context': {'max_context_tokens': 1}}")
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("VALIDATION_ERROR"))
                .andExpect(jsonPath("$.details[*].field")
                        .value(containsInAnyOrder(
                                "task",
                                "stages[1]",
                                "stages[2]",
                                "config.repo_url",
                                "config.branch",
                                "config.max_iterations",
                                "config.model",
                                "context.max_context_tokens")));
        assertThat(sent).isNull();
    }

    @Test
    void a_missing_configuration_is_a_missing_repository() throws Exception {
        refused("{'task': 'x'}", "config.repo_url");
        refused("{'task': 'x', 'config': null}", "config.repo_url");
        refused("{'task': 'x', 'config': 'https://git.example/a'}", "config");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'task': 'x', 'colour': 'red', 'config': {'repo_url': 'https://git.example/a'}} | colour",
                "{'task': 'x', 'config': {'repo_url': 'https://git.example/a', 'token': 'x'}} | config.token",
                "{'task': 'x', 'config': {'repo_url': 'https://git.example/a'}, 'context': {'a': 1}} | context.a",
                "{'task': 'x', 'config': {'repoUrl': 'https://git.example/a'}} | config.repoUrl",
                "[] | body",
                "'text' | body"
            })
    void an_unknown_field_is_a_bad_request(String body, String field) throws Exception {
        execute(body)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("BAD_REQUEST"))
                .andExpect(jsonPath("$.details[0].field").value(field));
        assertThat(sent).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{'task': }", "nonsense"})
    void a_body_that_is_no_json_is_a_bad_request(String body) throws Exception {
        execute(body).andExpect(status().isBadRequest());
    }

    @Test
    void credentials_in_a_url_are_kept_apart_and_never_shown() throws Exception {
        String answer = execute("{'task': 'x', 'config': {'repo_url': 'https://bob:s3cr%40t@git.example/a.git'}}")
                .andExpect(status().isAccepted())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(command().config().repoUrl().value()).isEqualTo("https://git.example/a.git");
        assertThat(secrets.kept).containsExactly(Map.entry("secret_1", "bob:s3cr@t"));
        assertThat(command().config().credentialsRef()).isEqualTo("secret_1");
        assertThat(command().toString()).doesNotContain("s3cr");
        assertThat(answer).doesNotContain("s3cr").doesNotContain("secret_1").doesNotContain("bob");
    }

    @Test
    void credentials_are_forgotten_when_the_command_is_refused() throws Exception {
        refusal = new Refusal("PIPELINE_RUNNING", "one is running", new Refusal.Detail("pipeline_id", ID.value()));

        execute("{'task': 'x', 'config': {'repo_url': 'https://bob:s3cret@git.example/a.git'}}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("PIPELINE_RUNNING"))
                .andExpect(jsonPath("$.details[0].field").value("pipeline_id"))
                .andExpect(jsonPath("$.details[0].message").value(ID.value()));

        assertThat(secrets.kept).isEmpty();
    }

    @Test
    void a_broken_request_with_credentials_names_no_credentials_and_keeps_none() throws Exception {
        String answer = execute("{'task': '', 'config': {'repo_url': 'https://bob:s3cret@git.example/a b'}}")
                .andExpect(status().isUnprocessableContent())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(answer).doesNotContain("s3cret");
        assertThat(secrets.kept).isEmpty();
    }

    @Test
    void a_change_is_accepted_and_says_what_the_pipeline_becomes() throws Exception {
        changed("cancel", new CancelPipeline(ID, false), "cancelling");
        changed("cancel?force=false", new CancelPipeline(ID, false), "cancelling");
        changed("cancel?force=true", new CancelPipeline(ID, true), "cancelling");
        changed("retry", new RetryPipeline(ID), "running");
        changed("pause", new PausePipeline(ID), "paused");
        changed("resume", new ResumePipeline(ID), "running");
    }

    @Test
    void force_is_true_or_false() throws Exception {
        http.perform(post("/api/v1/pipeline/" + ID + "/cancel?force=maybe"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.details[0].field").value("force"));
        assertThat(sent).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe_", "PIPE_01", "pipe_UPPER", "wf_01", "x", "pipe_..", "pipe_%00"})
    void a_malformed_id_is_a_pipeline_that_is_not_there(String id) throws Exception {
        for (String action : new String[] {"cancel", "retry", "pause", "resume"}) {
            http.perform(post("/api/v1/pipeline/{id}/" + action, id))
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.code").value("PIPELINE_NOT_FOUND"));
        }
        assertThat(sent).isNull();
    }

    @Test
    void what_went_wrong_with_a_command_is_told_by_its_code() throws Exception {
        fails(new Refusal("PIPELINE_NOT_FOUND", "not there"), 404, "PIPELINE_NOT_FOUND");
        fails(new Refusal("PIPELINE_NOT_RUNNING", "it has ended"), 409, "PIPELINE_NOT_RUNNING");
    }

    private void fails(RuntimeException why, int expected, String code) throws Exception {
        refusal = why;
        http.perform(post("/api/v1/pipeline/" + ID + "/cancel"))
                .andExpect(status().is(expected))
                .andExpect(jsonPath("$.code").value(code));
    }

    private void changed(String action, Object command, String becoming) throws Exception {
        http.perform(post("/api/v1/pipeline/" + ID + "/" + action))
                .andExpect(status().isAccepted())
                .andExpect(header().string("Location", "/api/v1/pipeline/" + ID))
                .andExpect(content()
                        .json(
                                "{\"pipeline_id\":\"" + ID + "\",\"status\":\"" + becoming + "\"}",
                                JsonCompareMode.STRICT));
        assertThat(sent).isNotNull();
        assertThat(sent).isEqualTo(command);
    }

    private void refused(String body, String field) throws Exception {
        execute(body)
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("VALIDATION_ERROR"))
                .andExpect(jsonPath("$.details.length()").value(1))
                .andExpect(jsonPath("$.details[0].field").value(field))
                .andExpect(jsonPath("$.details[0].message").isNotEmpty());
        assertThat(sent).as("nothing was sent").isNull();
    }

    private ResultActions execute(String body) throws Exception {
        return http.perform(post(EXECUTE)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static String with(String member) {
        return "{'task': 'x', 'config': {'repo_url': 'https://git.example/a'}, " + member + "}";
    }

    private ExecutePipeline command() {
        if (sent == null || !(sent instanceof ExecutePipeline command)) {
            throw new AssertionError("no pipeline was asked for");
        }
        return command;
    }

    private PipelineState started() {
        ExecutePipeline c = command();
        return PipelineState.evolve(
                null, new PipelineStarted(c.pipelineId(), c.task(), c.stages(), c.config(), c.context()), T0);
    }

    private MockMvc serving(boolean fileUrlsAllowed) {
        ExecuteRules rules = new ExecuteRules(new PipelinePolicy(fileUrlsAllowed));
        return Http.serving(new PipelineController(rules, commands, secrets, pipelines));
    }

    private static final class Secrets implements SecretStore {
        private final Map<String, String> kept = new HashMap<>();

        @Override
        public String store(String secret) {
            String reference = "secret_" + (kept.size() + 1);
            kept.put(reference, secret);
            return reference;
        }

        @Override
        public String reveal(String reference) {
            return kept.get(reference);
        }

        @Override
        public void forget(String reference) {
            kept.remove(reference);
        }
    }
}

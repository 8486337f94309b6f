package io.omni.command.pipeline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.build.BuildParts;
import io.omni.command.pipeline.workspace.GitFixture;
import io.omni.command.service.ServiceCatalog;
import io.omni.command.service.ServiceHttp;
import io.omni.events.pipeline.Stage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class DeployStageTest {
    private static final String PATCH = "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-one\n+two\n";

    @TempDir
    private Path folder;

    private GitFixture git;
    private final List<ServiceHttp.Call> calls = new ArrayList<>();
    private String open = "[]";

    @BeforeEach
    void setUp() throws Exception {
        git = new GitFixture(folder);
        git.commit("main", Map.of("a.txt", "one\n"));
    }

    @Test
    void the_patch_is_pushed_once_however_often_the_stage_runs() throws Exception {
        generated();

        StageResult first = stage().execute(git.context(Stage.DEPLOY));
        StageResult second = stage().execute(git.context(Stage.DEPLOY));

        assertThat(first.output())
                .containsEntry("branch", "omni/" + git.pipelineId)
                .containsEntry("already_pushed", false)
                .containsEntry("pull_request_url", null)
                .containsEntry("changed_files", List.of("a.txt"));
        assertThat(second.output())
                .containsEntry("already_pushed", true)
                .containsEntry("commit", first.output().get("commit"));
        assertThat(calls).isEmpty();
    }

    @Test
    void a_pipeline_without_a_patch_has_nothing_to_push() {
        StageFailure failure =
                catchThrowableOfType(StageFailure.class, () -> stage().execute(git.context(Stage.DEPLOY)));

        assertThat(failure.kind()).isEqualTo(StageFailure.Kind.PERMANENT);
        assertThat(failure).hasMessageContaining("generate");
    }

    @Test
    void a_pull_request_is_opened_on_the_platforms_own_server() throws Exception {
        git.url = "http://omni-gitea:3000/omni-admin/my-project.git";

        String url = pullRequests().open(git.context(Stage.DEPLOY), "omni/x", "body");

        assertThat(url).isEqualTo("http://omni-gitea:3000/pulls/1");
        assertThat(calls).extracting(ServiceHttp.Call::method).containsExactly("GET", "POST");
        assertThat(calls.getLast().path()).isEqualTo("/api/v1/repos/omni-admin/my-project/pulls");
        assertThat(new String(calls.getLast().body(), StandardCharsets.UTF_8))
                .contains("\"head\":\"omni/x\"", "\"base\":\"main\"", "\"title\":\"Add a greeting\"");
    }

    @Test
    void an_open_pull_request_is_not_opened_again() throws Exception {
        git.url = "http://omni-gitea:3000/omni-admin/my-project.git";
        open = "[{\"head\":{\"ref\":\"omni/x\"},\"html_url\":\"http://omni-gitea:3000/pulls/7\"}]";

        String url = pullRequests().open(git.context(Stage.DEPLOY), "omni/x", "body");

        assertThat(url).isEqualTo("http://omni-gitea:3000/pulls/7");
        assertThat(calls).hasSize(1);
    }

    private void generated() {
        git.record(
                Stage.GENERATE,
                Map.of(),
                List.of(git.artifacts.store("patch.diff", "text/x-diff", GitFixture.bytes(PATCH))));
    }

    private DeployStage stage() {
        return new DeployStage(
                git.workspaces,
                BuildParts.patches(git.artifacts),
                git.publisher,
                pullRequests(),
                DeploySettings.defaults());
    }

    private PullRequests pullRequests() {
        return new PullRequests(new Gitea(), this::answer, git.publisher, new JsonMapper());
    }

    private ServiceHttp.Answer answer(ServiceHttp.Call call) {
        calls.add(call);
        boolean post = call.method().equals("POST");
        String body = post ? "{\"html_url\":\"http://omni-gitea:3000/pulls/1\"}" : open;
        return new ServiceHttp.Answer(post ? 201 : 200, Map.of(), GitFixture.bytes(body));
    }

    private static final class Gitea implements ServiceCatalog {
        @Override
        public List<ManagedService> services() {
            return List.of(new ManagedService(
                    "source-control",
                    "omni-gitea",
                    3000,
                    "Foundation",
                    "/api/healthz",
                    true,
                    List.of(),
                    List.of(),
                    Optional.empty()));
        }

        @Override
        public Optional<ManagedService> find(String name) {
            return services().stream().filter(s -> s.name().equals(name)).findFirst();
        }

        @Override
        public URI baseUrl(String name) {
            return URI.create("http://omni-gitea:3000");
        }
    }
}

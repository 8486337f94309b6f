package io.omni.command.pipeline.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.build.BuildParts;
import io.omni.command.pipeline.workspace.GitFixture;
import io.omni.command.service.ServiceHttp;
import io.omni.command.service.ServiceUnavailable;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.Check.Verdict;
import io.omni.events.pipeline.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ValidateStageTest {
    private static final String CONFIG =
            "build: 'grep -q good a.txt || { echo a.txt is not good; exit 3; }'\n" + "forbidden_paths: ['locked/**']\n";

    @TempDir
    private Path folder;

    private GitFixture git;
    private ServiceHttp http = _ -> {
        throw new ServiceUnavailable("security-shield", "is down", null);
    };

    @BeforeEach
    void setUp() throws Exception {
        git = new GitFixture(folder);
        git.commit("main", Map.of("a.txt", "good\n", ".omni.yml", CONFIG));
    }

    @Test
    void a_good_patch_passes_every_check() throws Exception {
        StageResult result = validate(change("good and better"));

        assertThat(result.checks())
                .allMatch(check -> check.verdict() != Verdict.FAILED)
                .extracting(Check::name)
                .containsExactly(
                        "patch_applies",
                        "changed_files",
                        "patch_bytes",
                        "forbidden_paths",
                        "secrets_found",
                        "security_shield_findings",
                        "build_failed");
        assertThat(result.feedback()).isNull();
        assertThat(verdict(result, "security_shield_findings")).isEqualTo(Verdict.SKIPPED);
        assertThat(result.output()).containsKey("commit").containsEntry("build_exit_code", 0);
    }

    @Test
    void a_broken_build_is_fed_back_with_its_output() throws Exception {
        StageResult result = validate(change("bad"));

        assertThat(verdict(result, "build_failed")).isEqualTo(Verdict.FAILED);
        assertThat(result.feedback()).contains("exit code 3", "a.txt is not good");
    }

    @Test
    void a_patch_that_does_not_fit_is_fed_back_and_not_built() throws Exception {
        StageResult result = validate("--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-other\n+x\n");

        assertThat(verdict(result, "patch_applies")).isEqualTo(Verdict.FAILED);
        assertThat(result.feedback()).contains("hunk 1");
        assertThat(result.output()).doesNotContainKey("build_exit_code");
    }

    @Test
    void a_patch_can_not_change_the_rules_it_is_held_against() throws Exception {
        StageResult result = validate("--- a/.omni.yml\n+++ /dev/null\n@@ -1,2 +0,0 @@\n"
                + CONFIG.lines().map(line -> "-" + line + "\n").reduce("", String::concat)
                + "--- /dev/null\n+++ b/locked/deep/x\n@@ -0,0 +1 @@\n+x\n"
                + "--- /dev/null\n+++ b/.github/workflows/x.yml\n@@ -0,0 +1 @@\n+x\n");

        Check check = check(result, "forbidden_paths");
        assertThat(check.measured()).isEqualTo(3);
        assertThat(check.message()).contains(".omni.yml", "locked/deep/x", ".github/workflows/x.yml");
    }

    @Test
    void secrets_are_named_by_place_and_never_quoted() throws Exception {
        String key = "AKIA" + "ABCDEFGHIJKLMNOP";
        String value = "q8Zr2LmX0vTn5KpW7sYb";
        StageResult result = validate("--- /dev/null\n+++ b/s.py\n@@ -0,0 +1,4 @@\n+x = 1\n+id = '" + key
                + "'\n+password = '" + value + "'\n+password = 'changeme-please'\n");

        assertThat(check(result, "secrets_found").measured()).isEqualTo(2);
        assertThat(result.feedback()).contains("s.py:2", "s.py:3").doesNotContain(key, value);
        assertThat(String.join("\n", git.log)).doesNotContain(key, value);
    }

    @Test
    void serious_findings_of_the_shield_fail_its_check() throws Exception {
        http = _ -> new ServiceHttp.Answer(
                200, Map.of(), GitFixture.bytes("{\"findings\":[{\"severity\":\"HIGH\"},{\"severity\":\"low\"}]}"));

        StageResult result = validate(change("good too"));

        assertThat(check(result, "security_shield_findings").measured()).isEqualTo(1);
    }

    @Test
    void a_broken_project_file_is_a_warning() throws Exception {
        git.commit("main", Map.of("a.txt", "good\n", ".omni.yml", "build: !!javax.script.ScriptEngineManager []\n"));

        StageResult result = validate(change("good too"));

        assertThat(check(result, "project_config").severity()).isEqualTo(Check.Severity.WARNING);
        assertThat(verdict(result, "build_failed")).isEqualTo(Verdict.SKIPPED);
    }

    private static String change(String text) {
        return "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-good\n+" + text + "\n";
    }

    private StageResult validate(String patch) throws Exception {
        git.record(
                Stage.GENERATE,
                Map.of(),
                List.of(git.artifacts.store("patch.diff", "text/x-diff", GitFixture.bytes(patch))));
        ValidateStage stage = new ValidateStage(
                BuildParts.projects(git.workspaces, git.artifacts),
                BuildParts.runner(),
                new SecurityShield(call -> http.send(call), new JsonMapper()),
                ValidateSettings.defaults());
        return stage.execute(git.context(Stage.VALIDATE));
    }

    private static Verdict verdict(StageResult result, String name) {
        return check(result, name).verdict();
    }

    private static Check check(StageResult result, String name) {
        return result.checks().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

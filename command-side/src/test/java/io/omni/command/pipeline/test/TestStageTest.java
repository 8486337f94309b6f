package io.omni.command.pipeline.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.build.BuildParts;
import io.omni.command.pipeline.workspace.GitFixture;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.Check.Verdict;
import io.omni.events.pipeline.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TestStageTest {
    private static final String REPORT = """
            <testsuite tests="9" name="s">
              <testcase classname="pkg.A" name="works"/>
              <testcase classname="pkg.A" name="breaks"><failure message="expected 1 but was 2">trace</failure></testcase>
              <testcase classname="pkg.A" name="waits"><skipped/></testcase>
            </testsuite>
            """;

    @TempDir
    private Path folder;

    private GitFixture git;

    @BeforeEach
    void setUp() throws Exception {
        git = new GitFixture(folder);
    }

    @Test
    void reports_are_counted_and_failures_fed_back() throws Exception {
        StageResult result = test(Map.of(
                ".omni.yml", "test:\n  - mkdir -p out\n  - cp report.src out/TEST-a.xml\n  - echo the end; exit 1\n",
                "report.src", REPORT,
                "old.xml", REPORT));

        Map<?, ?> summary = (Map<?, ?>) result.output().get("junit-summary");
        assertThat(summary.get("tests")).isEqualTo(3);
        assertThat(summary.get("failures")).isEqualTo(1);
        assertThat(summary.get("skipped")).isEqualTo(1);
        assertThat(summary.get("exit_code")).isEqualTo(1);
        assertThat(summary.get("failing")).isEqualTo(List.of("pkg.A.breaks"));
        assertThat(result.feedback()).contains("pkg.A.breaks: expected 1 but was 2", "the end");
        assertThat(verdict(result, "tests_failed")).isEqualTo(Verdict.FAILED);
        assertThat(git.artifacts.text(result.artifacts().getFirst())).contains("the end");
    }

    @Test
    void what_looks_like_a_secret_is_neither_fed_back_nor_kept() throws Exception {
        StageResult result = test(
                Map.of(
                        ".omni.yml",
                        "test:\n  - cp report.src TEST-a.xml\n  - echo fetched https://s3cr3t-t0ken@git.example/x; echo API_KEY=abcd1234; exit 1\n",
                        "report.src",
                        "<testsuite tests='1'><testcase classname='A' name='a'><failure message='password=hunter22'/></testcase></testsuite>"));

        assertThat(result.feedback())
                .contains("fetched https://***@git.example/x", "API_KEY=***", "password=***")
                .doesNotContain("s3cr3t", "abcd1234", "hunter22");
        assertThat(git.artifacts.text(result.artifacts().getFirst())).doesNotContain("s3cr3t", "abcd1234");
    }

    @Test
    void without_reports_the_exit_code_decides() throws Exception {
        StageResult result = test(Map.of("Makefile", "test:\n\t@echo fine\n"));

        assertThat(verdict(result, "test_exit_code")).isEqualTo(Verdict.PASSED);
        assertThat(verdict(result, "tests_failed")).isEqualTo(Verdict.SKIPPED);
        assertThat(verdict(result, "tests_found")).isEqualTo(Verdict.SKIPPED);
        assertThat(((Map<?, ?>) result.output().get("junit-summary")).get("tests"))
                .isNull();
        assertThat(result.feedback()).isNull();
    }

    @Test
    void a_report_that_reaches_for_other_files_is_not_counted() throws Exception {
        String secret =
                Files.writeString(folder.resolve("secret"), "top secret").toString();
        StageResult result = test(Map.of(
                ".omni.yml",
                "test: cp report.src TEST-a.xml; exit 1\n",
                "report.src",
                "<!DOCTYPE t [<!ENTITY x SYSTEM \"file://" + secret + "\">]>"
                        + "<testsuite><testcase name='&x;'><failure message='&x;'/></testcase></testsuite>"));

        assertThat(result.feedback()).doesNotContain("top secret");
        assertThat(verdict(result, "tests_failed")).isEqualTo(Verdict.SKIPPED);
        assertThat(verdict(result, "test_exit_code")).isEqualTo(Verdict.FAILED);
    }

    @Test
    void tests_that_never_end_are_a_failed_check() throws Exception {
        StageResult result = test(Map.of(".omni.yml", "test: echo begun; sleep 60\ntimeout_seconds: 5\n"));

        assertThat(verdict(result, "test_exit_code")).isEqualTo(Verdict.FAILED);
        assertThat(result.feedback()).contains("took too long", "begun");
    }

    @Test
    void a_project_without_tests_is_a_warning() throws Exception {
        StageResult result = test(Map.of("README.md", "hello\n"));

        assertThat(result.checks()).singleElement().satisfies(check -> {
            assertThat(check.severity()).isEqualTo(Check.Severity.WARNING);
            assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
        });
    }

    private StageResult test(Map<String, String> files) throws Exception {
        git.commit("main", new HashMap<>(files));
        TestStage stage = new TestStage(
                BuildParts.projects(git.workspaces, git.artifacts),
                BuildParts.runner(),
                git.artifacts,
                TestSettings.defaults());
        return stage.execute(git.context(Stage.TEST));
    }

    private static Verdict verdict(StageResult result, String name) {
        return result.checks().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow()
                .verdict();
    }
}

package io.omni.command.pipeline.test;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.artifact.ArtifactStore;
import io.omni.command.pipeline.build.PatchedProject;
import io.omni.command.pipeline.build.PatchedProjects;
import io.omni.command.pipeline.build.ProjectCommands;
import io.omni.command.pipeline.build.ProjectConfig;
import io.omni.command.pipeline.build.ProjectRunner;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.work.StageExecutor;
import io.omni.command.pipeline.workspace.Workspace;
import io.omni.command.process.ConfinedProcess.Result;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.Check.Severity;
import io.omni.events.pipeline.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs the project's own tests on the patched code, and reads their reports. */
@Component
final class TestStage implements StageExecutor {
    private static final int MAX_FEEDBACK = 8_000;
    private static final int MAX_TICKS = 1_000;

    private final PatchedProjects projects;
    private final ProjectRunner runner;
    private final ArtifactStore artifacts;
    private final TestSettings settings;

    TestStage(PatchedProjects projects, ProjectRunner runner, ArtifactStore artifacts, TestSettings settings) {
        this.projects = projects;
        this.runner = runner;
        this.artifacts = artifacts;
        this.settings = settings;
    }

    @Override
    public Stage stage() {
        return Stage.TEST;
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public StageResult execute(StageContext context) throws StageFailure, InterruptedException {
        PatchedProject project = projects.prepare(context);
        Workspace workspace = project.workspace();
        ProjectConfig config = project.config();
        Workspace.Outcome outcome = project.outcome();
        if (outcome != null && !outcome.applied()) {
            throw StageFailure.repairable(
                    "the patch doesn't apply, so there is nothing to test",
                    String.valueOf(outcome.reason()),
                    List.of());
        }
        @Nullable
        String command = ProjectCommands.find(workspace.root(), config).test().orElse(null);
        if (command == null) {
            return nothingToRun(workspace);
        }
        try {
            FileTime since = afterCheckout(workspace.root());
            Result result = runner.run(context, workspace.root(), command, config.timeout());
            JUnitReports reports =
                    JUnitReports.read(List.of(workspace.root(), ProjectRunner.reports(workspace.root())), since);
            return judge(workspace, command, result, reports);
        } catch (IOException e) {
            throw StageFailure.transientTrouble("the tests' reports can't be read: " + e.getMessage(), null, e);
        }
    }

    /** A moment after everything that is there was written, by the file system's own clock, which may tick coarsely. */
    private static FileTime afterCheckout(Path root) throws IOException, InterruptedException {
        FileTime written = tick(root);
        FileTime now = tick(root);
        for (int tries = 0; now.compareTo(written) <= 0 && tries < MAX_TICKS; tries++) {
            Thread.sleep(2);
            now = tick(root);
        }
        return now;
    }

    private static FileTime tick(Path root) throws IOException {
        Path probe = Files.createTempFile(root.getParent(), "clock", "");
        try {
            return Files.getLastModifiedTime(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static StageResult nothingToRun(Workspace workspace) {
        Check none = Check.atLeast(
                "tests_found",
                Severity.WARNING,
                0,
                1,
                "tests",
                "no test command is known for this project; name one in " + ProjectConfig.FILE);
        return StageResult.checked(Map.of("commit", workspace.baseCommit()), List.of(), List.of(none), none.message());
    }

    private StageResult judge(Workspace workspace, String command, Result result, JUnitReports reports) {
        int failed = reports.failures() + reports.errors();
        boolean silentFailure = !result.succeeded() && failed == 0;
        List<Check> checks = List.of(
                silentFailure || !reports.found()
                        ? Check.skipped("tests_failed", Severity.ERROR, "no report says which tests failed")
                        : Check.atMost("tests_failed", Severity.ERROR, failed, 0, "tests", failed + " tests failed"),
                reports.found()
                        ? Check.atLeast(
                                "tests_found",
                                Severity.WARNING,
                                reports.tests(),
                                1,
                                "tests",
                                reports.tests() + " tests were reported")
                        : Check.skipped("tests_found", Severity.WARNING, "the tests left no JUnit report to count"),
                ProjectRunner.exitCheck("test_exit_code", result));
        ArtifactRef log =
                artifacts.store("test-output.txt", "text/plain", result.output().getBytes(StandardCharsets.UTF_8));
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("commit", workspace.baseCommit());
        output.put("junit-summary", summary(command, result, reports));
        boolean passed = result.succeeded() && failed == 0;
        return StageResult.checked(output, List.of(log), checks, passed ? null : feedback(result, reports));
    }

    private static Map<String, Object> summary(String command, Result result, JUnitReports reports) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("command", command);
        summary.put("exit_code", result.exitCode());
        summary.put("tests", reports.found() ? reports.tests() : null);
        summary.put("failures", reports.found() ? reports.failures() : null);
        summary.put("errors", reports.found() ? reports.errors() : null);
        summary.put("skipped", reports.found() ? reports.skipped() : null);
        summary.put("duration_ms", result.duration().toMillis());
        summary.put(
                "failing",
                reports.failing().stream().map(JUnitReports.Failing::name).toList());
        return summary;
    }

    private static String feedback(Result result, JUnitReports reports) {
        StringBuilder said = new StringBuilder(ProjectRunner.ending(result)).append('\n');
        for (JUnitReports.Failing test : reports.failing()) {
            if (said.length() < MAX_FEEDBACK / 2) {
                said.append("failed: ")
                        .append(test.name())
                        .append(": ")
                        .append(test.message())
                        .append('\n');
            }
        }
        said.append("\nThe end of the tests' output:\n");
        return said + ProjectRunner.tail(result.output(), MAX_FEEDBACK - said.length());
    }
}

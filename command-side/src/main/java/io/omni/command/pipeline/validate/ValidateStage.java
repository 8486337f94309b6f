package io.omni.command.pipeline.validate;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.build.PatchedProject;
import io.omni.command.pipeline.build.PatchedProjects;
import io.omni.command.pipeline.build.ProjectCommands;
import io.omni.command.pipeline.build.ProjectConfig;
import io.omni.command.pipeline.build.ProjectRunner;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.work.StageExecutor;
import io.omni.command.pipeline.workspace.UnifiedDiff;
import io.omni.command.pipeline.workspace.Workspace;
import io.omni.command.process.ConfinedProcess.Result;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.Check.Severity;
import io.omni.events.pipeline.Check.Verdict;
import io.omni.events.pipeline.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks a patch: applies, is small enough, touches nothing forbidden, holds no secrets, and builds. */
@Component
final class ValidateStage implements StageExecutor {
    private static final int MAX_FEEDBACK = 8_000;
    private static final int MAX_NAMED = 20;

    private final PatchedProjects projects;
    private final ProjectRunner runner;
    private final SecurityShield shield;
    private final ValidateSettings settings;

    ValidateStage(PatchedProjects projects, ProjectRunner runner, SecurityShield shield, ValidateSettings settings) {
        this.projects = projects;
        this.runner = runner;
        this.shield = shield;
        this.settings = settings;
    }

    @Override
    public Stage stage() {
        return Stage.VALIDATE;
    }

    @Override
    public Set<String> services() {
        return Set.of("security-shield");
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
        List<Check> checks = new ArrayList<>();
        if (config.problem() != null) {
            checks.add(new Check(
                    "project_config", Severity.WARNING, Verdict.FAILED, null, null, null, null, config.problem()));
        }
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("commit", workspace.baseCommit());
        byte[] patch = project.patch();
        Workspace.Outcome outcome = project.outcome();
        boolean applied = true;
        if (patch != null && outcome != null) {
            applied = outcome.applied();
            output.put("changed_files", outcome.changedPaths().size());
            judgePatch(patch, outcome, config, checks);
            if (applied && settings.scan()) {
                checks.add(shield.scan(context, workspace.baseCommit(), patch));
            }
        }
        String buildOutput = applied ? build(context, workspace, config, checks, output) : "";
        checks.forEach(check -> context.log().info(check.name() + " " + check.verdict() + ": " + check.message()));
        return StageResult.checked(output, List.of(), checks, feedback(checks, buildOutput));
    }

    private void judgePatch(byte[] patch, Workspace.Outcome outcome, ProjectConfig config, List<Check> checks) {
        checks.add(Check.atLeast(
                "patch_applies",
                Severity.ERROR,
                outcome.applied() ? 1 : 0,
                1,
                "patches",
                outcome.applied() ? "the patch applies" : "the patch doesn't apply: " + outcome.reason()));
        int files = outcome.changedPaths().size();
        checks.add(Check.atMost(
                "changed_files",
                Severity.ERROR,
                files,
                settings.maxChangedFiles(),
                "files",
                "the patch changes " + files + " files; at most " + settings.maxChangedFiles() + " are allowed"));
        checks.add(Check.atMost(
                "patch_bytes",
                Severity.ERROR,
                patch.length,
                settings.maxPatchBytes(),
                "bytes",
                "the patch has " + patch.length + " bytes; at most " + settings.maxPatchBytes() + " are allowed"));
        List<String> globs = new ArrayList<>(settings.forbiddenPaths());
        globs.addAll(config.forbiddenPaths());
        PathGlobs forbidden = new PathGlobs(globs);
        List<String> touched =
                outcome.changedPaths().stream().filter(forbidden::matches).toList();
        checks.add(Check.atMost(
                "forbidden_paths",
                Severity.ERROR,
                touched.size(),
                0,
                "files",
                touched.isEmpty()
                        ? "the patch touches nothing forbidden"
                        : "the patch must not touch " + named(touched)));
        checks.add(secrets(patch));
    }

    private static Check secrets(byte[] patch) {
        try {
            List<String> found = SecretScan.scan(UnifiedDiff.parse(patch)).stream()
                    .map(SecretScan.Finding::toString)
                    .toList();
            return Check.atMost(
                    "secrets_found",
                    Severity.ERROR,
                    found.size(),
                    0,
                    "secrets",
                    found.isEmpty() ? "the added lines hold no secrets" : "remove these secrets: " + named(found));
        } catch (UnifiedDiff.Malformed e) {
            return Check.skipped("secrets_found", Severity.ERROR, "the patch can't be read: " + e.getMessage());
        }
    }

    private String build(
            StageContext context,
            Workspace workspace,
            ProjectConfig config,
            List<Check> checks,
            Map<String, Object> output)
            throws StageFailure, InterruptedException {
        @Nullable
        String command = ProjectCommands.find(workspace.root(), config).build().orElse(null);
        if (command == null) {
            checks.add(Check.skipped("build_failed", Severity.ERROR, "no build command is known for this project"));
            return "";
        }
        Result result = runner.run(context, workspace.root(), command, config.timeout());
        output.put("build_command", command);
        output.put("build_exit_code", result.exitCode());
        checks.add(ProjectRunner.exitCheck("build_failed", result));
        return result.succeeded() ? "" : result.output();
    }

    private static @Nullable String feedback(List<Check> checks, String buildOutput) {
        Set<String> failed = checks.stream()
                .filter(check -> check.verdict() == Verdict.FAILED)
                .map(check -> check.name() + ": " + check.message())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (failed.isEmpty()) {
            return null;
        }
        String said = String.join("\n", failed);
        said = said.length() <= MAX_FEEDBACK / 2 ? said : said.substring(0, MAX_FEEDBACK / 2);
        return buildOutput.isEmpty()
                ? said
                : said + "\n\nThe end of the build's output:\n"
                        + ProjectRunner.tail(buildOutput, MAX_FEEDBACK - said.length() - 40);
    }

    private static String named(List<String> things) {
        String shown = String.join(", ", things.subList(0, Math.min(MAX_NAMED, things.size())));
        return things.size() > MAX_NAMED ? shown + " and " + (things.size() - MAX_NAMED) + " more" : shown;
    }
}

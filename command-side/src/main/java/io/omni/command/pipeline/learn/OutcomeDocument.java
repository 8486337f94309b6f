package io.omni.command.pipeline.learn;

import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.PipelineState;
import io.omni.events.pipeline.Stage;
import io.omni.events.pipeline.StageState;
import io.omni.events.pipeline.StageStatus;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline came to, in words: the task, the verdict, the checks and the patch. Made from the pipeline's history alone, so the
 * same history gives the same text.
 */
final class OutcomeDocument {
    private static final int MAX_TASK = 4_000;
    private static final int MAX_PATCH = 8_000;
    private static final int MAX_FILES = 50;
    private static final Pattern CHANGED = Pattern.compile("^\\+\\+\\+ b/(.{1,500})$", Pattern.MULTILINE);

    private OutcomeDocument() {}

    /** How it ended: {@code passed} when no check failed, {@code passed_with_failed_checks} when the gate let some through. */
    static String verdict(PipelineState pipeline) {
        boolean failed = pipeline.stages().values().stream()
                .flatMap(s -> s.checks().stream())
                .anyMatch(c -> c.verdict() == Check.Verdict.FAILED);
        return failed ? "passed_with_failed_checks" : "passed";
    }

    /** The files that a patch changes, sorted. */
    static List<String> changedFiles(@Nullable String patch) {
        TreeSet<String> files = new TreeSet<>();
        if (patch != null) {
            Matcher lines = CHANGED.matcher(patch);
            while (lines.find()) {
                files.add(lines.group(1).strip());
            }
        }
        return files.stream().limit(MAX_FILES).toList();
    }

    static String of(PipelineState pipeline, @Nullable String patch) {
        StringBuilder text = new StringBuilder();
        text.append("# Task\n\n")
                .append(head(pipeline.task().strip(), MAX_TASK))
                .append("\n\n# Outcome\n\n");
        text.append("- verdict: ").append(verdict(pipeline)).append('\n');
        text.append("- iterations: ").append(pipeline.iteration()).append('\n');
        text.append("- branch: ").append(pipeline.config().branch()).append('\n');
        if (pipeline.config().language() != null) {
            text.append("- language: ").append(pipeline.config().language()).append('\n');
        }
        for (Map.Entry<Stage, StageState> entry : pipeline.stages().entrySet()) {
            if (entry.getValue().status() == StageStatus.COMPLETED) {
                checks(text, entry.getKey(), entry.getValue());
            }
        }
        if (patch != null) {
            text.append("\n# Changed files\n\n");
            changedFiles(patch).forEach(file -> text.append("- ").append(file).append('\n'));
            text.append("\n# Patch\n\n").append(head(patch, MAX_PATCH)).append('\n');
        }
        return text.toString();
    }

    private static void checks(StringBuilder text, Stage stage, StageState state) {
        for (Check check : state.checks()) {
            text.append("- ")
                    .append(stage.wireName())
                    .append(' ')
                    .append(check.name())
                    .append(": ")
                    .append(check.verdict().wireName())
                    .append(", ")
                    .append(head(check.message(), 200))
                    .append('\n');
        }
    }

    private static String head(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "\n[cut]";
    }
}

package io.omni.command.pipeline.generate;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageResult;
import io.omni.command.pipeline.artifact.ArtifactStore;
import io.omni.command.pipeline.generate.CodeGenerator.Generation;
import io.omni.command.pipeline.generate.CodeGenerator.Prompt;
import io.omni.command.pipeline.generate.CodeGenerator.TokenUsage;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.work.StageExecutor;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Asks the generator for a patch. What it was told, what it answered and the patch are kept as artifacts. */
@Component
class GenerateStage implements StageExecutor {
    private static final int MAX_FILES_LISTED = 50;
    /** Left at the end of an attempt to store what came back. */
    private static final Duration TO_STORE = Duration.ofSeconds(5);

    private final CodeGenerator generator;
    private final PromptBuilder prompts;
    private final ArtifactStore artifacts;
    private final GenerateSettings settings;
    private final Clock clock;

    GenerateStage(
            CodeGenerator generator,
            PromptBuilder prompts,
            ArtifactStore artifacts,
            GenerateSettings settings,
            Clock clock) {
        this.generator = generator;
        this.prompts = prompts;
        this.artifacts = artifacts;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Stage stage() {
        return Stage.GENERATE;
    }

    @Override
    public Set<String> services() {
        return generator.services();
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    @Override
    public StageResult execute(StageContext context) throws StageFailure, InterruptedException {
        List<ArtifactRef> stored = new ArrayList<>();
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("generator", generator.name());
        output.put("iteration", context.iteration());
        Prompt prompt = prompts.build(context, generator.answerFormat());
        stored.add(store("prompt.md", "text/markdown", prompt.system() + "\n" + prompt.user()));
        Generation generation;
        try {
            context.log().progress(10, "Asking the generator '" + generator.name() + "' for a patch");
            generation = generator.generate(new CodeGenerator.Request(context, prompt, timeLeft(context)));
        } catch (StageFailure e) {
            throw e.with(output, stored);
        }
        describe(generation, output);
        stored.add(store("answer.md", "text/markdown", generation.answer()));
        var patch = generation.patch() == null
                ? PatchExtractor.fromAnswer(generation.answer())
                : PatchExtractor.ofPatch(generation.patch());
        if (patch.problem() != null) {
            throw StageFailure.repairable(
                            "The generator's answer held no usable patch: " + patch.problem() + saidInstead(generation),
                            patch.problem(),
                            stored)
                    .with(output, stored);
        }
        stored.add(artifacts.store("patch.diff", "text/x-diff", patch.bytes()));
        output.put("patch_bytes", patch.bytes().length);
        output.put("files", patch.files().stream().limit(MAX_FILES_LISTED).toList());
        context.log()
                .progress(
                        100,
                        "Got a patch of " + patch.bytes().length + " bytes for "
                                + patch.files().size() + (patch.files().size() == 1 ? " file" : " files"));
        return StageResult.of(output, stored);
    }

    private Duration timeLeft(StageContext context) throws StageFailure {
        Duration left = Duration.between(clock.instant(), context.deadline()).minus(TO_STORE);
        if (left.toMillis() <= 0) {
            throw StageFailure.timeout("There was no time left to ask the generator.");
        }
        return left;
    }

    /** The start of an answer without a patch: it often says why there is none. */
    private static String saidInstead(Generation generation) {
        String said = generation.answer().strip().replaceAll("\\s+", " ");
        int max = 300;
        return said.isEmpty() ? "" : " It said: " + (said.length() <= max ? said : said.substring(0, max) + "…");
    }

    private ArtifactRef store(String name, String mediaType, String text) {
        return artifacts.store(name, mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void describe(Generation generation, Map<String, Object> output) {
        if (generation.model() != null) {
            output.put("model", generation.model());
        }
        TokenUsage usage = generation.usage();
        if (usage != null) {
            output.put(
                    "usage",
                    Map.of(
                            "prompt_tokens", usage.promptTokens(),
                            "completion_tokens", usage.completionTokens(),
                            "total_tokens", usage.totalTokens()));
        }
    }
}

package io.omni.command.pipeline.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.generate.CodeGenerator.Generation;
import io.omni.command.pipeline.generate.CodeGenerator.TokenUsage;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.Stage;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenerateStageTest {
    private final Fixtures.Artifacts artifacts = new Fixtures.Artifacts();

    @Test
    void a_patch_is_stored_with_the_prompt_and_the_answer() throws Exception {
        var stage = stage(new Generation(Fixtures.ANSWER, null, "m-1", new TokenUsage(10, 5, 15)), Duration.ZERO);

        var result = stage.execute(Fixtures.first(Stage.GENERATE, null));

        assertThat(result.output())
                .containsEntry("generator", "fake")
                .containsEntry("model", "m-1")
                .containsEntry("iteration", 1)
                .containsEntry("files", List.of("A.java"))
                .containsEntry("patch_bytes", Fixtures.DIFF.length())
                .containsEntry("usage", Map.of("prompt_tokens", 10L, "completion_tokens", 5L, "total_tokens", 15L));
        assertThat(result.artifacts())
                .extracting(ArtifactRef::name)
                .containsExactly("prompt.md", "answer.md", "patch.diff");
        assertThat(artifacts.text(result.artifacts(), "patch.diff")).isEqualTo(Fixtures.DIFF);
        assertThat(artifacts.text(result.artifacts(), "answer.md")).isEqualTo(Fixtures.ANSWER);
    }

    @Test
    void a_generators_own_patch_goes_before_its_text() throws Exception {
        var result = stage(new Generation("done", Fixtures.DIFF, null, null), Duration.ZERO)
                .execute(Fixtures.first(Stage.GENERATE, null));

        assertThat(artifacts.text(result.artifacts(), "patch.diff")).isEqualTo(Fixtures.DIFF);
        assertThat(result.output()).doesNotContainKeys("model", "usage");
    }

    @Test
    void an_answer_without_a_patch_is_repairable_and_kept() {
        var stage = stage(new Generation("I know only the sample.", null, "m", new TokenUsage(1, 2, 3)), Duration.ZERO);

        var failure =
                catchThrowableOfType(StageFailure.class, () -> stage.execute(Fixtures.first(Stage.GENERATE, null)));

        assertThat(failure.kind()).isEqualTo(StageFailure.Kind.REPAIRABLE);
        assertThat(failure.feedback()).contains("```diff");
        assertThat(failure.getMessage()).contains("I know only the sample.");
        assertThat(failure.output()).containsKey("usage");
        assertThat(failure.artifacts()).extracting(ArtifactRef::name).containsExactly("prompt.md", "answer.md");
    }

    @Test
    void without_time_left_nobody_is_asked() {
        var stage = stage(new Generation(Fixtures.ANSWER, null, null, null), Duration.ofSeconds(599));

        var failure =
                catchThrowableOfType(StageFailure.class, () -> stage.execute(Fixtures.first(Stage.GENERATE, null)));

        assertThat(failure.problem().code()).isEqualTo("TIMEOUT");
    }

    private GenerateStage stage(Generation generation, Duration passed) {
        CodeGenerator generator = new CodeGenerator() {
            @Override
            public String name() {
                return "fake";
            }

            @Override
            public AnswerFormat answerFormat() {
                return AnswerFormat.DIFF_BLOCKS;
            }

            @Override
            public Generation generate(Request request) {
                return generation;
            }
        };
        return new GenerateStage(
                generator,
                new PromptBuilder(artifacts, _ -> Optional.empty()),
                artifacts,
                GenerateSettings.defaults(),
                Clock.fixed(Fixtures.NOW.plus(passed), ZoneOffset.UTC));
    }
}

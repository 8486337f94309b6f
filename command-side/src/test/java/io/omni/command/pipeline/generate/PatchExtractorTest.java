package io.omni.command.pipeline.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchExtractorTest {

    @Test
    void several_blocks_are_put_together_in_their_order() {
        String other = Fixtures.DIFF.replace("A.java", "src/B.java");
        var patch = PatchExtractor.fromAnswer(Fixtures.ANSWER + "\nAnd:\n~~~ diff title\n" + other + "~~~\n");

        assertThat(patch.problem()).isNull();
        assertThat(patch.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(Fixtures.DIFF + other);
        assertThat(patch.files()).containsExactly("A.java", "src/B.java");
    }

    @Test
    void only_blocks_marked_diff_count() {
        var patch = PatchExtractor.fromAnswer("```sh\nrm -rf /\n```\n" + Fixtures.ANSWER + "```java\nclass X {}\n```");

        assertThat(patch.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(Fixtures.DIFF);
    }

    @Test
    void a_diff_block_inside_another_block_is_only_text() {
        var patch = PatchExtractor.fromAnswer("````markdown\n```diff\n" + Fixtures.DIFF + "```\n````\n");

        assertThat(patch.problem()).contains("no fenced block marked diff");
    }

    @Test
    void a_fence_that_is_an_unchanged_line_of_the_diff_does_not_end_the_block() {
        String diff = "--- a/README.md\n+++ b/README.md\n@@ -1,3 +1,3 @@\n ```\n-old\n+new\n ```\n";
        var patch = PatchExtractor.fromAnswer("```diff\n" + diff + "```\n");

        assertThat(patch.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(diff);
    }

    @Test
    void an_indented_block_loses_its_indent() {
        String indented = ("```diff\n" + Fixtures.DIFF + "```\n").indent(3);
        var patch = PatchExtractor.fromAnswer("1. Change:\n" + indented);

        assertThat(patch.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(Fixtures.DIFF);
    }

    @Test
    void new_deleted_and_renamed_files_are_named() {
        String diff = """
                --- /dev/null
                +++ b/new.txt
                @@ -0,0 +1 @@
                +hello
                --- a/gone.txt
                +++ /dev/null
                @@ -1 +0,0 @@
                -bye
                diff --git a/from.txt b/to.txt
                similarity index 100%
                rename from from.txt
                rename to to.txt
                """;
        assertThat(PatchExtractor.ofPatch(diff).files()).containsExactly("from.txt", "gone.txt", "new.txt", "to.txt");
    }

    @Test
    void a_path_out_of_the_tree_is_listed_for_the_next_stage_to_refuse() {
        assertThat(PatchExtractor.ofPatch(Fixtures.DIFF.replace("A.java", "../../etc/passwd"))
                        .files())
                .containsExactly("../../etc/passwd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "I can't do that.",
                "```java\nclass X {}\n```",
                "```diff\n```",
                "```diff\n--- a/A\n+++ b/A\n@@ -1 +1 @@\n-a\n",
                "```diff\nnonsense\n```",
                "<html><body>502</body></html>",
            })
    void an_answer_without_a_whole_diff_has_a_problem_in_words(String answer) {
        var patch = PatchExtractor.fromAnswer(answer);

        assertThat(patch.problem()).isNotBlank();
        assertThat(patch.bytes()).isEmpty();
    }

    @Test
    void more_than_a_mebibyte_is_refused() {
        String large = Fixtures.DIFF + "+x\n".repeat(PatchExtractor.MAX_BYTES / 3);

        assertThat(PatchExtractor.ofPatch(large).problem()).contains("at most 1048576");
    }
}

package io.omni.command.content.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What YouTube would refuse is cut before it sees it. */
class YouTubeTextsTest {

    @Test
    void what_is_within_the_limits_stays_as_it_is() {
        assertThat(YouTubeTexts.title("t".repeat(100))).hasSize(100).doesNotContain("…");
        assertThat(YouTubeTexts.description("ü".repeat(2_500))).hasSize(2_500).doesNotContain("…");
        assertThat(YouTubeTexts.tags(List.of("a", "b c"))).containsExactly("a", "b c");
        assertThat(YouTubeTexts.title("1 < 2 > 0")).isEqualTo("1  2  0");
    }

    @Test
    void a_title_has_at_most_a_hundred_characters_and_ends_between_words() {
        assertThat(YouTubeTexts.title("t".repeat(101))).hasSize(100).endsWith("t…");
        assertThat(YouTubeTexts.title("word ".repeat(24).strip()))
                .hasSizeLessThanOrEqualTo(100)
                .endsWith("word…");
        String faces = YouTubeTexts.title("t" + "😀".repeat(59));
        assertThat(faces).hasSizeLessThanOrEqualTo(100).endsWith("😀…");
    }

    @Test
    void a_description_has_at_most_5000_bytes_and_whole_characters() {
        String cut = YouTubeTexts.description("ü".repeat(4_999));

        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(4_998, 5_000);
        assertThat(cut).endsWith("ü…");
        assertThat(YouTubeTexts.description("😀".repeat(2_000))).endsWith("😀…");
    }

    @Test
    void tags_have_at_most_500_characters_together_commas_and_quotes_counted() {
        List<String> whole = Collections.nCopies(5, "t".repeat(99));

        assertThat(YouTubeTexts.tags(whole)).hasSize(5);
        assertThat(YouTubeTexts.tags(Collections.nCopies(5, "t".repeat(100)))).hasSize(4);
        assertThat(YouTubeTexts.tags(Collections.nCopies(5, "two words" + "t".repeat(90))))
                .hasSize(4);
        assertThat(YouTubeTexts.tags(List.of("t".repeat(501), "short", "<>"))).containsExactly("short");
    }
}

package io.omni.events.content.mind;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChorusTest {

    @Test
    void the_first_sentence_is_the_title_and_the_post_is_credited() {
        ChorusWording wording =
                word("Well. Today we launch a rocket! It flies.", "Rockets, part 1", "https://example.com/1");

        assertThat(wording.title()).isEqualTo("Today we launch a rocket!");
        assertThat(wording.description())
                .isEqualTo("Well. Today we launch a rocket! It flies.\n\nFrom \"Rockets, part 1\" by @maker\n\n"
                        + "https://example.com/1\n\n#rocket #garden");
        assertThat(wording.tags()).containsExactly("rocket", "garden");
        assertThat(wording.notes()).isEmpty();
    }

    @Test
    void without_words_the_post_names_the_clip_and_without_a_post_its_tags_do() {
        assertThat(word("", "Rockets, part 1", null).title()).isEqualTo("Rockets, part 1");
        assertThat(word("", "", null).title()).isEqualTo("rocket, garden");
        assertThat(Chorus.word(new ChorusInput("", List.of(), List.of(), "", "", null), ChorusParameters.DEFAULT)
                        .title())
                .isEqualTo("Clip");
    }

    @Test
    void links_markup_and_control_characters_never_get_through() {
        ChorusWording wording = word(
                "Buy <b>now</b> at https://evil.example/x\u0007 my good friends.",
                "a\nb\u202e\"c",
                "javascript:alert(1)");

        assertThat(wording.title()).isEqualTo("Buy bnow/b at my good friends.");
        assertThat(wording.description()).contains("From \"a b\"c\"").doesNotContain("evil", "javascript", "\u202e");
        assertThat(wording.notes()).containsExactly("a link in the transcript is left out");
    }

    @Test
    void a_link_that_holds_a_password_is_not_shown() {
        assertThat(word("", "Post", "https://me:secret@example.com/1").description())
                .doesNotContain("secret");
    }

    @Test
    void banned_words_are_left_out_in_either_case() {
        ChorusParameters parameters = new ChorusParameters(100, 5000, 15, 30, 500, 3, List.of("rocket"));

        ChorusWording wording = Chorus.word(input("My ROCKET and my rockets fly.", "Post", null), parameters);

        assertThat(wording.title()).isEqualTo("My and my rockets fly.");
        assertThat(wording.tags()).containsExactly("garden");
        assertThat(wording.notes())
                .containsExactly("a banned word in the transcript is left out", "a banned word in the tag is left out");
    }

    @Test
    void a_long_title_is_cut_between_words() {
        String title = word("word ".repeat(40) + "end.", "", null).title();

        assertThat(title).hasSizeLessThanOrEqualTo(100).endsWith("word…");
    }

    @Property(tries = 300)
    void whatever_is_said_the_limits_hold(@ForAll String said, @ForAll String post, @ForAll List<String> tags) {
        ChorusWording wording =
                Chorus.word(new ChorusInput(said, tags, List.of(), post, post, post), ChorusParameters.DEFAULT);

        assertThat(wording.title()).isNotBlank().hasSizeLessThanOrEqualTo(100).doesNotContain("<", ">", "\n");
        assertThat(wording.description().getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(5000);
        assertThat(wording.description()).doesNotContain("<", ">");
        assertThat(wording.tags()).hasSizeLessThanOrEqualTo(15).doesNotHaveDuplicates();
        assertThat(String.join(",", wording.tags()).length()).isLessThanOrEqualTo(500);
        // Half a character can't be encoded.
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(wording.title() + wording.description()))
                .isTrue();
    }

    private static ChorusWording word(String said, String post, @Nullable String url) {
        return Chorus.word(input(said, post, url), ChorusParameters.DEFAULT);
    }

    private static ChorusInput input(String said, String post, @Nullable String url) {
        return new ChorusInput(said, List.of("Garden", "rocket"), List.of("Rocket"), post, "@maker", url);
    }
}

package io.omni.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final Instant AT = Instant.parse("2026-01-15T10:30:00.123456Z");

    @Test
    void a_cursor_comes_back_as_it_went() {
        Cursor cursor = Cursor.read("things", 3, Cursor.write("things", AT, "pipe_01", 7));

        assertThat(cursor.instant(0)).isEqualTo(AT);
        assertThat(cursor.text(1)).isEqualTo("pipe_01");
        assertThat(cursor.number(2)).isEqualTo(7);
    }

    @Test
    void a_cursor_with_any_character_changed_or_cut_is_refused() {
        String good = Cursor.write("things", AT, "pipe_01");
        for (int i = 0; i < good.length(); i++) {
            String changed = good.substring(0, i) + (good.charAt(i) == 'A' ? 'g' : 'A') + good.substring(i + 1);
            String cut = good.substring(0, i);

            assertThatThrownBy(() -> Cursor.read("things", 2, changed)).isInstanceOf(BadCursor.class);
            assertThatThrownBy(() -> Cursor.read("things", 2, cut)).isInstanceOf(BadCursor.class);
        }
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        String other = Cursor.write("others", AT, "pipe_01");

        assertThatThrownBy(() -> Cursor.read("things", 2, other)).isInstanceOf(BadCursor.class);
        assertThatThrownBy(() -> Cursor.read("others", 3, other)).isInstanceOf(BadCursor.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!!!", "bm90IGEgY3Vyc29y", "pipe_01", "\u00e9"})
    void a_text_that_is_no_cursor_is_refused(String text) {
        assertThatThrownBy(() -> Cursor.read("things", 2, text)).isInstanceOf(BadCursor.class);
    }

    @Test
    void parts_that_the_database_could_not_take_are_refused() {
        Cursor wild = Cursor.read("things", 2, Cursor.write("things", Instant.MAX, "x"));

        assertThatThrownBy(() -> wild.instant(0)).isInstanceOf(BadCursor.class);
        assertThatThrownBy(() -> wild.instant(1)).isInstanceOf(BadCursor.class);
        assertThatThrownBy(() -> wild.number(1)).isInstanceOf(BadCursor.class);
        assertThatThrownBy(() -> Cursor.read("things", 1, Cursor.write("things", "a\0b")))
                .isInstanceOf(BadCursor.class);
    }
}

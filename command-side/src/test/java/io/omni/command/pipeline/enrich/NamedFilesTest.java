package io.omni.command.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamedFilesTest {

    @Test
    void paths_in_prose_stack_traces_and_type_names_are_seen() {
        NamedFiles named = NamedFiles.in(
                "Fix ./src/app/main.py, and the NullPointerException at io.omni.Foo(TokenService.java:12). See UserRepository!");

        assertThat(named.contains("src/app/main.py")).isTrue();
        assertThat(named.contains("lib/src/app/main.py")).isTrue();
        assertThat(named.contains("core/src/TokenService.java")).isTrue();
        assertThat(named.contains("db/UserRepository.kt")).isTrue();
    }

    @Test
    void other_files_are_not() {
        NamedFiles named = NamedFiles.in("Fix src/app/main.py, please");

        assertThat(named.contains("other/main.py")).isFalse();
        assertThat(named.contains("src/app/xmain.py")).isFalse();
        assertThat(named.contains("please.py")).isFalse();
    }

    @Test
    void a_hostile_text_is_looked_through_quickly() {
        NamedFiles named =
                NamedFiles.in("../".repeat(20_000) + "a".repeat(50_000) + "A".repeat(50_000) + "AaAa".repeat(20_000));

        assertThat(named.names()).hasSizeLessThan(200);
    }
}

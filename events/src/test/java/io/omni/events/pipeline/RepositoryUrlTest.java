package io.omni.events.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://bob:s3cr%40t@git.example/a.git, https://git.example/a.git, bob:s3cr%40t",
        "https://token@git.example/a.git, https://git.example/a.git, token",
        "https://a@b@git.example/a.git, https://git.example/a.git, a@b",
        "ssh://git:pass@git.example/a.git, ssh://git@git.example/a.git, git:pass",
        "ssh://git@git.example/a.git, ssh://git@git.example/a.git,",
        "git@git.example:team/a.git, ssh://git@git.example/team/a.git,",
        "https://@git.example/a.git, https://git.example/a.git,",
        "https://git.example/a@b.git, https://git.example/a@b.git,"
    })
    void credentials_are_told_apart_from_the_url(String text, String url, String credentials) {
        assertThat(RepositoryUrl.withoutCredentials(text).value()).isEqualTo(url);
        assertThat(RepositoryUrl.credentials(text)).isEqualTo(credentials);
        assertThat(RepositoryUrl.hasCredentials(text)).isEqualTo(credentials != null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://GIT.example:443/a.git",
                "https://git.example/a",
                "https://git.example/a.git/",
                "HTTPS://git.example//a"
            })
    void every_spelling_of_a_repository_is_the_same_one(String text) {
        assertThat(new RepositoryUrl(text).canonical()).isEqualTo("https://git.example/a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-oProxyCommand=x",
                "ext::sh",
                "ext::sh -c x",
                "ssh://-oProxyCommand=x/a",
                "git@-oProxyCommand=x:a",
                "https://git.example",
                "https://git.example/a?b",
                "https://git.example/a#b",
                "file://host/a",
                "/a",
                "a",
                "https://git.example/-a",
                "javascript:alert(1)"
            })
    void what_git_could_take_for_something_else_is_refused(String text) {
        assertThatThrownBy(() -> RepositoryUrl.withoutCredentials(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_url_with_a_password_is_never_a_value() {
        assertThatThrownBy(() -> new RepositoryUrl("https://bob:s3cret@git.example/a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }
}

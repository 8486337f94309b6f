package io.omni.api.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPathsTest {
    private final PublicPaths paths = new PublicPaths(List.of(new PublicPath("/dashboard/")));

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/dashboard/", "/dashboard/app.js", "/dashboard/img/a-b.svg"})
    void what_is_plainly_public_is(String path) {
        assertThat(paths.covers(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/dashboard",
                "/dashboards/",
                "/dashboard/../api/v1/config",
                "/dashboard/%2e%2e/api/v1/config",
                "/dashboard/..;/api/v1/config",
                "/dashboard//api",
                "/dashboard/\\..",
                "/health/",
                "/Health",
                "//health",
                "/api/v1/config"
            })
    void what_could_mean_another_path_is_not(String path) {
        assertThat(paths.covers(path)).isFalse();
    }

    @Test
    void a_public_folder_below_nothing_is_refused() {
        assertThatThrownBy(() -> new PublicPath("/")).isInstanceOf(IllegalArgumentException.class);
    }
}

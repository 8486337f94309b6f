package io.omni.command.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicePathTest {
    private static final URI BASE = URI.create("http://omni-qdrant:6333/base");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "relative", "//evil.example/x", "http://evil.example/", "@evil.example/", "/..", "/a/../../b",
                        "/a/./b",
                "/%2e%2e/x", "/a/%2E./b", "/%252e%252e/x", "/a%2f..%2fb", "/..%5cx", "/\\evil.example", "/a\\b",
                        "/a\r\nX: y",
                "/a b", "/a\u0000", "/a%00b", "/a%0d%0aX:y", "/a#fragment", "/100%", "/a\u007f",
            })
    void a_path_that_could_lead_elsewhere_is_refused(String path) {
        assertThatThrownBy(() -> ServicePath.resolve(BASE, path)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/collections/a/points?wait=true",
                "/repos/o/r/pulls?q=a%2Fb..c",
                "/a..b/c",
                "/%E2%82%AC",
                "/a+b",
                "/a%20b",
                "/50%25",
                "/q?u=http://evil.example/../x",
                "/a:b@c",
            })
    void a_sound_path_stays_below_the_base_url(String path) {
        HttpUrl url = HttpUrl.get(ServicePath.resolve(BASE, path));

        assertThat(url.host()).isEqualTo("omni-qdrant");
        assertThat(url.port()).isEqualTo(6333);
        assertThat(url.encodedPath()).startsWith("/base/");
    }
}

package io.omni.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

class ContentTagTest {
    private final ContentTag tag = new ContentTag(JsonMapper.builder().build());

    record Shown(String status, List<Integer> attempts) {}

    @Test
    void what_shows_the_same_has_the_same_tag_and_what_shows_anything_else_has_another() {
        ResponseEntity<Shown> one = tag.tagged(new Shown("pending", List.of(1)));

        assertThat(one.getHeaders().getETag()).matches("\"[0-9a-f]{32}\"");
        assertThat(tag.tagged(new Shown("pending", List.of(1))).getHeaders().getETag())
                .isEqualTo(one.getHeaders().getETag());
        assertThat(tag.tagged(new Shown("pending", List.of(1, 2))).getHeaders().getETag())
                .isNotEqualTo(one.getHeaders().getETag());
        assertThat(one.getBody()).isEqualTo(new Shown("pending", List.of(1)));
    }
}

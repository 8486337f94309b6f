package io.omni.projection.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PublicDataTest {
    private final PublicData data = new PublicData(JsonMapper.builder().build());

    @Test
    void where_credentials_lie_stays_inside() {
        assertThat(data.of(event("{\"config\":{\"model\":\"m\",\"credentials_ref\":\"secret_1\"}}")))
                .isEqualTo("{\"config\":{\"model\":\"m\"}}");
    }

    @Test
    void a_secret_variable_is_shown_as_stars() {
        assertThat(data.of(event("{\"environment\":{\"A\":{\"text\":\"1\"},\"GONE\":null,"
                        + "\"KEY\":{\"secret_ref\":\"secret_1\",\"fingerprint\":\"f00d\"}}}")))
                .isEqualTo("{\"environment\":{\"A\":{\"text\":\"1\"},\"GONE\":null,\"KEY\":{\"text\":\"***\"}}}");
    }

    @Test
    void other_data_is_passed_on_as_it_is() {
        assertThat(data.of(event("{ \"a\": 1 }"))).isEqualTo("{ \"a\": 1 }");
    }

    private static PublishedEvent event(String json) {
        return new PublishedEvent(
                "evt_1",
                1,
                "service.config_updated",
                "deployment_1",
                "redis",
                Instant.EPOCH,
                null,
                null,
                Map.of(),
                json);
    }
}

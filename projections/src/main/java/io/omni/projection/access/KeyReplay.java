package io.omni.projection.access;

import io.omni.projection.replay.ReplayableProjection;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the read model of API keys be made anew. */
@Configuration(proxyBeanMethods = false)
class KeyReplay {

    @Bean
    ReplayableProjection replayableKeys(KeyViewTable table) {
        return new ReplayableProjection(KeyProjection.NAME, List.of("api_key_view"), () -> new KeyProjection(table));
    }
}

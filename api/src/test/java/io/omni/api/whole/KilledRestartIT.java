package io.omni.api.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.api.whole.Api.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** SIGKILL while services are restarted: afterwards each is restarted or rolled back, and says which. */
@BesideOthers
class KilledRestartIT {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final List<String> PLAIN = List.of("redis", "gateway-sentinel");
    private static final List<String> CHANGED = List.of("omi-bridge", "financial-crm", "observatory");
    private static final List<String> BROKEN = List.of("semantic-cache", "security-shield");
    private static final String SERVICES = "/api/v1/services/";
    private static final String CONFIG = "/api/v1/config/services/";
    private static final long SEED = Long.getLong("omni.kills.seed", System.nanoTime());

    @TempDir
    private Path temp;

    private OmniProcess node;

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void every_restart_comes_to_its_end() throws Exception {
        Random random = new Random(SEED);
        Path data = temp.resolve("data");
        node = OmniProcess.start(data);
        CHANGED.forEach(name -> node.api().patch(CONFIG + name, "{\"environment\": {\"MODE\": \"fast\"}}"));
        BROKEN.forEach(name -> node.api().patch(CONFIG + name, "{\"environment\": {\"SANDBOX_EXIT_CODE\": \"3\"}}"));
        Map<String, String> restarts = new LinkedHashMap<>();
        for (List<String> names : List.of(PLAIN, CHANGED, BROKEN)) {
            for (String name : names) {
                Answer accepted = node.api().post(SERVICES + name + "/restart?wait=false");
                assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
                restarts.put(name, accepted.header("Location"));
            }
        }
        String rolling = node.api()
                .post(SERVICES + "restart", "{\"names\": [\"neo4j\", \"workflow-engine\"]}")
                .header("Location");

        Thread.sleep(random.nextInt(1_200));
        node.kill();
        node = OmniProcess.start(data);

        restarts.forEach((name, location) -> {
            JsonNode end = ended(location);
            assertThat(end.path("status").asString())
                    .as("seed %d, %s: %s", SEED, name, end)
                    .isEqualTo(BROKEN.contains(name) ? "rolled_back" : "restarted");
            assertThat(end.path("health").asString()).isEqualTo("healthy");
            assertThat(node.api().read(CONFIG + name).path("pending_restart").asBoolean())
                    .isEqualTo(BROKEN.contains(name));
        });
        assertThat(ended(rolling).path("status").asString()).as("seed %d", SEED).isEqualTo("completed");
    }

    private JsonNode ended(String location) {
        return Waiting.until(
                location + " has ended",
                LONGEST,
                () -> node.api().read(location),
                r -> !r.path("ended_at").isNull());
    }
}

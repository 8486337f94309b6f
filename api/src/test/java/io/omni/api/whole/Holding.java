package io.omni.api.whole;

import static io.omni.api.whole.Api.PIPELINES;
import static io.omni.api.whole.Api.stageStatus;

import io.omni.events.pipeline.Stage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Pipelines that are paused where a test wants them. */
final class Holding {
    private static final Duration LONGEST_STEP = Duration.ofSeconds(120);

    private Holding() {}

    /** Starts a pipeline and holds it right before a stage; not the first one, because nothing can be held before that. */
    static String before(Stage stage, String repository, Api api) {
        String id = api.startSample(repository, "main");
        api.post(PIPELINES + "/" + id + "/pause");
        while (true) {
            JsonNode resting = Waiting.until(
                    "a stage of " + id + " is done",
                    LONGEST_STEP,
                    () -> api.pipeline(id),
                    p -> p.path("status").asString().equals("paused") && first(p, "running") == null);
            if (stage == first(resting, "pending")) {
                return id;
            }
            long version = resting.path("version").asLong();
            api.post(PIPELINES + "/" + id + "/resume");
            api.post(PIPELINES + "/" + id + "/pause");
            Waiting.until(
                    "the read model has seen " + id + " go on",
                    LONGEST_STEP,
                    () -> api.pipeline(id).path("version").asLong(),
                    v -> v > version + 1);
        }
    }

    private static @Nullable Stage first(JsonNode pipeline, String status) {
        for (Stage stage : Stage.values()) {
            if (stageStatus(pipeline, stage.wireName()).equals(status)) {
                return stage;
            }
        }
        return null;
    }
}

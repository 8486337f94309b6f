package io.omni.command.pipeline.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.knowledge.IndexSnapshot;
import io.omni.command.knowledge.KnowledgeIndex;
import io.omni.command.knowledge.KnowledgeSettings;
import io.omni.command.knowledge.WordEmbedder;
import io.omni.command.knowledge.source.FakeServices;
import io.omni.command.knowledge.source.SourceFixture;
import io.omni.command.pipeline.StageFixture;
import io.omni.events.pipeline.ArtifactRef;
import io.omni.events.pipeline.Check;
import io.omni.events.pipeline.Stage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LearnStageTest {
    private static final String PUT = "vector-memory PUT /collections/pipeline_outcomes/points?wait=true";
    private static final String OK = "{\"result\":{\"status\":\"completed\"},\"status\":\"ok\"}";

    @TempDir
    Path temp;

    private final FakeServices services = new FakeServices();
    private KnowledgeIndex index;
    private StageFixture fixture;
    private LearnStage stage;

    @BeforeEach
    void finishedPipeline() {
        KnowledgeSettings settings = KnowledgeSettings.defaults(temp);
        WordEmbedder embedder = new WordEmbedder();
        index = new KnowledgeIndex(settings, embedder);
        fixture = new StageFixture(temp, "Add a login page", 4_000);
        ArtifactRef patch = fixture.store(
                "patch.diff",
                "text/x-diff",
                "--- a/app.py\n+++ b/app.py\n@@ -0,0 +1 @@\n+login\n".getBytes(StandardCharsets.UTF_8));
        fixture.complete(Stage.GENERATE, Map.of(), List.of(patch), List.of());
        fixture.complete(
                Stage.TEST,
                Map.of(),
                List.of(),
                List.of(Check.atMost("tests_failed", Check.Severity.ERROR, 0, 0, "tests", "all 12 tests passed")));
        stage = new LearnStage(fixture, index, embedder, new SourceFixture(services, settings).qdrant(), settings);
    }

    @Test
    void the_outcome_is_stored_in_both_places_and_doing_it_twice_leaves_one() throws Exception {
        services.on(
                        "vector-memory GET /collections",
                        "{\"result\":{\"collections\":[{\"name\":\"pipeline_outcomes\"}]}}")
                .on(PUT, OK);

        Map<String, Object> first = stage.execute(fixture.at(Stage.LEARN)).output();
        Map<String, Object> second = stage.execute(fixture.at(Stage.LEARN)).output();

        assertThat(second).isEqualTo(first);
        assertThat(first.get("stored"))
                .isEqualTo(List.of(
                        Map.of("target", "embedded_index", "status", "stored"),
                        Map.of("target", "vector-memory", "status", "stored")));
        List<JsonNode> points = services.bodies(PUT);
        assertThat(points).hasSize(2);
        assertThat(points.get(0)).isEqualTo(points.get(1));
        JsonNode point = points.getFirst().path("points").path(0);
        assertThat(point.path("vector").size()).isEqualTo(384);
        assertThat(point.at("/payload/verdict").asString()).isEqualTo("passed");
        assertThat(point.at("/payload/files/0").asString()).isEqualTo("app.py");
        try (IndexSnapshot snapshot = index.openOutcomes().orElseThrow()) {
            assertThat(snapshot.chunks()).isEqualTo(1);
            assertThat(snapshot.search("login", null, "https://git.example/team/app", 5))
                    .singleElement()
                    .satisfies(hit -> assertThat(hit.chunk().text())
                            .contains("Add a login page", "all 12 tests passed", "- app.py", "+login"));
        }
    }

    @Test
    void a_vector_store_that_is_down_is_noted() throws Exception {
        assertThat(stage.execute(fixture.at(Stage.LEARN)).output().get("stored").toString())
                .contains("embedded_index")
                .contains("unavailable")
                .contains("refused the connection");
    }

    @Test
    void failed_checks_that_the_gate_let_through_are_told() {
        fixture.complete(
                Stage.VALIDATE,
                Map.of(),
                List.of(),
                List.of(Check.atMost("findings", Check.Severity.WARNING, 2, 0, "findings", "two findings")));

        String document = OutcomeDocument.of(fixture.at(Stage.LEARN).pipeline(), null);

        assertThat(document).contains("verdict: passed_with_failed_checks", "validate findings: failed, two findings");
    }
}

package io.omni.command.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.omni.command.knowledge.IndexScope;
import io.omni.command.knowledge.IndexSnapshot;
import io.omni.command.knowledge.KnowledgeIndex;
import io.omni.command.knowledge.KnowledgeSettings;
import io.omni.command.knowledge.RepositoryIndexer;
import io.omni.command.knowledge.WordEmbedder;
import io.omni.command.knowledge.source.FakeServices;
import io.omni.command.knowledge.source.SourceFixture;
import io.omni.command.pipeline.StageFixture;
import io.omni.events.pipeline.RepositoryUrl;
import io.omni.events.pipeline.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestStageTest {
    @TempDir
    Path temp;

    private final FakeServices services = new FakeServices();
    private KnowledgeIndex index;
    private StageFixture fixture;
    private IngestStage stage;

    @BeforeEach
    void checkout() throws Exception {
        Path repo = Files.createDirectory(temp.resolve("repo"));
        Files.writeString(repo.resolve("app.py"), "def login():\n    pass\n");
        Files.writeString(repo.resolve("util.py"), "def hash():\n    pass\n");
        Files.writeString(repo.resolve("README.md"), "# App\n");
        Files.write(repo.resolve("logo.png"), new byte[] {0, 1, 2});
        KnowledgeSettings settings = KnowledgeSettings.defaults(temp);
        index = new KnowledgeIndex(settings, new WordEmbedder());
        fixture = new StageFixture(repo, "Add login", 4_000);
        stage = new IngestStage(
                fixture, new RepositoryIndexer(settings, index), new SourceFixture(services, settings).ingestor());
    }

    @Test
    void the_output_says_what_is_in_the_repository_and_what_was_left_out() throws Exception {
        Map<String, Object> output = stage.execute(fixture.at(Stage.INGEST)).output();

        assertThat(output)
                .containsEntry("commit", StageFixture.COMMIT)
                .containsEntry("branch", "main")
                .containsEntry("files", 3)
                .containsEntry("languages", Map.of("python", 2, "markdown", 1))
                .containsEntry("chunks", 3)
                .containsEntry("chunks_embedded", 3)
                .containsEntry("chunks_reused", 0)
                .containsEntry("skipped", Map.of("binary", 1))
                .containsEntry("index", "embedded");
        assertThat(fixture.lines).anyMatch(l -> l.startsWith("progress 100 "));
        IndexScope scope = IndexScope.of(new RepositoryUrl("https://git.example/team/app"));
        try (IndexSnapshot snapshot = index.open(scope, StageFixture.COMMIT).orElseThrow()) {
            assertThat(snapshot.files()).isEqualTo(3);
        }
    }

    @Test
    void running_it_again_gives_the_same_and_embeds_nothing() throws Exception {
        stage.execute(fixture.at(Stage.INGEST));

        assertThat(stage.execute(fixture.at(Stage.INGEST)).output())
                .containsEntry("chunks", 3)
                .containsEntry("chunks_embedded", 0)
                .containsEntry("chunks_reused", 3);
    }

    @Test
    void an_ingestor_that_is_down_is_noted_and_one_that_is_up_is_told() throws Exception {
        assertThat(stage.execute(fixture.at(Stage.INGEST)).output().get("ingestor"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("status", "unavailable");

        services.on("knowledge-ingestor POST /api/v1/ingest", 202, "{}");

        assertThat(stage.execute(fixture.at(Stage.INGEST)).output())
                .containsEntry("ingestor", Map.of("status", "accepted"));
    }
}

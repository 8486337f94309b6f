package io.omni.command.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The only test that loads the model. */
class MiniLmEmbedderTest {
    // The native library stays mapped as long as this process lives.
    @TempDir(cleanup = CleanupMode.ALWAYS)
    static Path data;

    @Test
    void hybrid_search_with_real_embeddings_finds_the_right_chunk() throws Exception {
        KnowledgeSettings settings = KnowledgeSettings.defaults(data.resolve("data"));
        MiniLmEmbedder embedder = new MiniLmEmbedder(settings);
        KnowledgeIndex index = new KnowledgeIndex(settings, embedder);
        Path repo = Files.createDirectory(data.resolve("repo"));
        Files.writeString(
                repo.resolve("session.py"), "def authenticate(user, password):\n    return verify(user, password)\n");
        Files.writeString(repo.resolve("chart.py"), "def draw_pie_chart(values, colours):\n    canvas.arc(values)\n");
        Files.writeString(repo.resolve("mail.py"), "def send_mail(to, subject):\n    smtp.deliver(to, subject)\n");
        IndexScope scope = new IndexScope("real");

        RepositoryIndexer.Summary summary =
                new RepositoryIndexer(settings, index).index(repo, scope, "c1", (_, _) -> {});

        assertThat(summary.index().embedded()).isEqualTo(3);
        // No word of the query is in the file: only its meaning finds it.
        String query = "let people sign in with their credentials";
        try (IndexSnapshot snapshot = index.open(scope, "c1").orElseThrow()) {
            assertThat(snapshot.search(query, null, null, 3)).isEmpty();
            Hit best = snapshot.search(query, embedder.embed(query), null, 3).getFirst();
            assertThat(best.chunk().path()).isEqualTo("session.py");
            assertThat(best.score()).isBetween(0.0, 1.0);
        }
        assertThat(settings.root().resolve("native")).isDirectory();
        everyTextHasAUnitVector(embedder);
    }

    private static void everyTextHasAUnitVector(MiniLmEmbedder embedder) throws EmbeddingUnavailable {
        for (String text : new String[] {
            "",
            " \n\t",
            "\u0000\u0001",
            "\ud800 lone",
            "\uD83D\uDE00".repeat(3_000),
            "x".repeat(50_000),
            "a b ".repeat(5_000)
        }) {
            double squares = 0;
            for (float v : embedder.embed(text)) {
                squares += (double) v * v;
            }
            assertThat(squares).isCloseTo(1, within(1e-4));
        }
    }
}

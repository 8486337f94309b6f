package io.omni.command.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KnowledgeIndexTest {
    private static final IndexScope SCOPE = new IndexScope("repo");

    @TempDir
    Path data;

    private final WordEmbedder embedder = new WordEmbedder();
    private KnowledgeSettings settings;
    private KnowledgeIndex index;

    @BeforeEach
    void open() {
        settings = KnowledgeSettings.defaults(data);
        index = new KnowledgeIndex(settings, embedder);
    }

    @Test
    void indexing_the_same_commit_again_embeds_nothing_and_keeps_the_same_documents() throws Exception {
        List<Chunk> chunks = List.of(chunk("a.py", "def login(): pass"), chunk("b.py", "def logout(): pass"));

        IndexReport first = replace("c1", chunks);
        IndexReport second = replace("c1", chunks);

        assertThat(first).isEqualTo(new IndexReport(2, 2, 0, 0, null));
        assertThat(second).isEqualTo(new IndexReport(2, 0, 2, 0, null));
        assertThat(embedder.calls).hasValue(2);
        try (IndexSnapshot snapshot = index.open(SCOPE, "c1").orElseThrow()) {
            assertThat(snapshot.chunks()).isEqualTo(2);
        }
    }

    @Test
    void a_new_commit_replaces_the_old_one_and_embeds_only_what_changed() throws Exception {
        replace("c1", List.of(chunk("a.py", "def login(): pass"), chunk("old.py", "gone soon")));

        IndexReport report =
                replace("c2", List.of(chunk("moved/a.py", "def login(): pass"), chunk("new.py", "brand new")));

        assertThat(report).isEqualTo(new IndexReport(2, 1, 1, 0, null));
        assertThat(index.open(SCOPE, "c1")).isEmpty();
        assertThat(paths("c2", "login brand soon")).containsExactlyInAnyOrder("moved/a.py", "new.py");
    }

    @Test
    void words_inside_identifiers_and_paths_are_found() throws Exception {
        replace(
                "c1",
                List.of(
                        chunk("src/TokenRefresher.java", "void doIt() {}"),
                        chunk("b.py", "def parse_http_header(raw): ..."),
                        chunk("c.py", "unrelated content")));

        assertThat(paths("c1", "refreshing tokens").getFirst()).isEqualTo("src/TokenRefresher.java");
        assertThat(paths("c1", "header parsing").getFirst()).isEqualTo("b.py");
    }

    @Test
    void chunks_beyond_the_embedding_limit_are_found_by_words_and_embedded_the_next_time() throws Exception {
        index = new KnowledgeIndex(withMaxEmbedded(3, Duration.ofMinutes(1)), embedder);
        List<Chunk> chunks = IntStream.range(0, 5)
                .mapToObj(i -> chunk(i + ".py", "word" + i))
                .toList();

        assertThat(replace("c1", chunks)).isEqualTo(new IndexReport(5, 3, 0, 2, null));
        assertThat(paths("c1", "word4")).contains("4.py");
        assertThat(replace("c1", chunks)).isEqualTo(new IndexReport(5, 2, 3, 0, null));
    }

    @Test
    void when_the_time_for_embedding_is_up_the_rest_is_found_by_words() throws Exception {
        index = new KnowledgeIndex(withMaxEmbedded(100, Duration.ofNanos(1)), embedder);

        assertThat(replace("c1", List.of(chunk("a.py", "login"), chunk("b.py", "logout"))))
                .isEqualTo(new IndexReport(2, 1, 0, 1, null));
        assertThat(paths("c1", "logout")).contains("b.py");
    }

    @Test
    void without_a_model_everything_is_still_found_by_words() throws Exception {
        embedder.broken = true;

        IndexReport report = replace("c1", List.of(chunk("a.py", "login")));

        assertThat(report).isEqualTo(new IndexReport(1, 0, 0, 1, "no model here"));
        try (IndexSnapshot snapshot = index.open(SCOPE, "c1").orElseThrow()) {
            assertThat(snapshot.search("login", null, null, 5)).singleElement().satisfies(h -> {
                assertThat(h.score()).isEqualTo(1);
                assertThat(h.vectorRank()).isNull();
            });
        }
    }

    @Test
    void indexing_that_fails_half_way_leaves_the_index_as_it_was() throws Exception {
        replace("c1", List.of(chunk("a.py", "login")));

        assertThatThrownBy(() -> index.replace(SCOPE, "c2", sink -> {
                    sink.accept(chunk("b.py", "half"));
                    throw new IOException("planted");
                }))
                .hasMessage("planted");

        assertThat(paths("c1", "login half")).containsExactly("a.py");
        assertThat(replace("c2", List.of(chunk("b.py", "whole"))).chunks()).isEqualTo(1);
    }

    @Test
    void a_killed_writer_leaves_the_old_index_and_blocks_nobody() throws Exception {
        replace("c1", List.of(chunk("a.py", "login")));
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledWriter.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(writer.inputReader().readLine()).isEqualTo("writing");
            assertThatThrownBy(() -> replace("c3", List.of())).isInstanceOf(IOException.class);
        } finally {
            writer.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }

        assertThat(settings.root().resolve("indexes/repo/write.lock")).exists();
        assertThat(paths("c1", "login half done")).containsExactly("a.py");
        assertThat(replace("c2", List.of(chunk("b.py", "redone"))).chunks()).isEqualTo(1);
        assertThat(paths("c2", "redone")).containsExactly("b.py");
    }

    @Test
    void an_index_that_cannot_be_read_counts_as_missing_and_is_redone() throws Exception {
        replace("c1", List.of(chunk("a.py", "login")));
        try (Stream<Path> files = Files.list(settings.root().resolve("indexes/repo"))) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20});
            }
        }

        assertThat(index.open(SCOPE, "c1")).isEmpty();
        assertThat(replace("c1", List.of(chunk("a.py", "login"))).chunks()).isEqualTo(1);
        assertThat(paths("c1", "login")).containsExactly("a.py");
    }

    @Test
    void an_interrupt_stops_indexing_and_leaves_the_index_as_it_was() throws Exception {
        replace("c1", List.of(chunk("a.py", "login")));
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread worker = Thread.ofPlatform().start(() -> {
            try {
                index.replace(SCOPE, "c2", sink -> {
                    for (int i = 0; ; i++) {
                        sink.accept(chunk(i + ".py", "text " + i));
                        begun.countDown();
                    }
                });
            } catch (Throwable e) {
                end.set(e);
            }
        });
        begun.await();
        worker.interrupt();
        worker.join(30_000);

        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(paths("c1", "login text")).containsExactly("a.py");
    }

    @Test
    void a_snapshot_does_not_see_what_is_written_after_it() throws Exception {
        replace("c1", List.of(chunk("a.py", "login")));
        try (IndexSnapshot snapshot = index.open(SCOPE, "c1").orElseThrow()) {
            replace("c2", List.of(chunk("b.py", "login")));

            assertThat(snapshot.search("login", null, null, 5))
                    .extracting(h -> h.chunk().path())
                    .containsExactly("a.py");
        }
    }

    @Test
    void a_document_put_twice_is_one_and_is_found_for_its_repository_only() throws Exception {
        Chunk outcome = Chunk.of("pipe_1", 1, 1, "markdown", "added login");
        index.put(IndexScope.OUTCOMES, "pipe_1", "https://a/b", outcome);
        index.put(IndexScope.OUTCOMES, "pipe_1", "https://a/b", outcome);
        index.put(
                IndexScope.OUTCOMES,
                "pipe_2",
                "https://a/other",
                Chunk.of("pipe_2", 1, 1, "markdown", "added login too"));

        try (IndexSnapshot snapshot = index.openOutcomes().orElseThrow()) {
            assertThat(snapshot.chunks()).isEqualTo(2);
            float[] vector = embedder.embed("login");
            assertThat(snapshot.search("login", vector, "https://a/b", 5))
                    .extracting(h -> h.chunk().path())
                    .containsExactly("pipe_1");
        }
    }

    @Test
    void only_the_newest_repositories_keep_their_index() throws Exception {
        KnowledgeSettings d = settings;
        KnowledgeSettings two = new KnowledgeSettings(
                d.root(),
                10,
                1000,
                10_000,
                100,
                60,
                10,
                8192,
                10,
                Duration.ofMinutes(1),
                2,
                d.sourceTimeout(),
                1000,
                10,
                10,
                List.of(),
                "o");
        index = new KnowledgeIndex(two, embedder);
        index.put(IndexScope.OUTCOMES, "p", "r", chunk("p", "kept"));
        for (String name : List.of("one", "two", "three")) {
            index.replace(new IndexScope(name), "c", source(List.of(chunk("a", name))));
            Files.setLastModifiedTime(
                    d.root().resolve("indexes").resolve(name),
                    java.nio.file.attribute.FileTime.fromMillis(name.equals("one") ? 1_000 : 2_000));
        }

        assertThat(index.open(new IndexScope("one"), "c")).isEmpty();
        for (String name : List.of("two", "three")) {
            Optional<IndexSnapshot> kept = index.open(new IndexScope(name), "c");
            assertThat(kept).isPresent();
            kept.get().close();
        }
        Optional<IndexSnapshot> outcomes = index.openOutcomes();
        assertThat(outcomes).isPresent();
        outcomes.get().close();
    }

    @Test
    void a_query_of_twenty_thousand_strange_characters_is_a_query() throws Exception {
        replace("c1", List.of(chunk("a.py", "login")));
        String query = IntStream.range(0, 4_000).mapToObj(i -> "w" + i).reduce("", (a, b) -> a + " " + b)
                + " \"([{*?:^~\\ AND OR NOT \ud800 \u0000 ";

        try (IndexSnapshot snapshot = index.open(SCOPE, "c1").orElseThrow()) {
            assertThat(snapshot.search(query, embedder.embed(query), null, 5)).hasSize(1);
            assertThat(snapshot.search("", null, null, 5)).isEmpty();
        }
    }

    private IndexReport replace(String commit, List<Chunk> chunks) throws Exception {
        return index.replace(SCOPE, commit, source(chunks));
    }

    private static KnowledgeIndex.ChunkSource source(List<Chunk> chunks) {
        return sink -> {
            for (Chunk chunk : chunks) {
                sink.accept(chunk);
            }
            return new KnowledgeIndex.Extent(chunks.size(), 1);
        };
    }

    private List<String> paths(String commit, String query) throws Exception {
        try (IndexSnapshot snapshot = index.open(SCOPE, commit).orElseThrow()) {
            return snapshot.search(query, embedder.embed(query), null, 10).stream()
                    .map(h -> h.chunk().path())
                    .toList();
        }
    }

    private static Chunk chunk(String path, String text) {
        return Chunk.of(path, 1, 1, "python", text);
    }

    private KnowledgeSettings withMaxEmbedded(int max, Duration time) {
        KnowledgeSettings d = settings;
        return new KnowledgeSettings(
                d.root(),
                d.maxFiles(),
                d.maxFileBytes(),
                d.maxTotalBytes(),
                d.maxChunks(),
                60,
                10,
                8192,
                max,
                time,
                10,
                d.sourceTimeout(),
                1000,
                10,
                10,
                List.of(),
                "o");
    }
}

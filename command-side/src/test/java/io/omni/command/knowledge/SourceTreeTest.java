package io.omni.command.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTreeTest {
    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temp.resolve("repo"));
    }

    @Test
    void symbolic_links_are_never_followed() throws Exception {
        Path secret = Files.writeString(temp.resolve("outside.txt"), "the host's secret");
        write("a/code.py", "print()");
        Files.createSymbolicLink(root.resolve("leak.py"), secret);
        Files.createSymbolicLink(root.resolve("a/loop"), root);
        Files.createSymbolicLink(root.resolve("self"), Path.of("self"));

        SourceTree tree = list();

        assertThat(tree.files()).extracting(SourceTree.SourceFile::path).containsExactly("a/code.py");
        assertThat(tree.skipped()).containsEntry("symlink", 3);
    }

    @Test
    void a_file_that_becomes_a_link_after_listing_is_not_read() throws Exception {
        Path secret = Files.writeString(temp.resolve("outside.txt"), "the host's secret");
        write("code.py", "print()");
        SourceTree tree = list();
        Files.delete(root.resolve("code.py"));
        Files.createSymbolicLink(root.resolve("code.py"), secret);

        assertThat(tree.read(tree.files().getFirst())).isNull();
        assertThat(tree.skipped()).containsEntry("unreadable", 1);
    }

    @Test
    void binary_large_secret_and_generated_files_are_left_out() throws Exception {
        Files.write(root.resolve("image.txt"), new byte[] {'a', 0, 'b'});
        Files.write(root.resolve("noise.txt"), new byte[] {1, 2, 3, 4, 5, 'a'});
        Files.write(root.resolve("large.java"), new byte[(1 << 20) + 1]);
        write(".env", "PASSWORD=hunter2");
        write(".env.example", "PASSWORD=");
        write("tls/server.pem", "-----BEGIN");
        write("package-lock.json", "{}");
        write("main.go", "package main");

        SourceTree tree = list();
        List<String> read = readAll(tree);

        assertThat(read).containsExactlyInAnyOrder("package main", "PASSWORD=");
        assertThat(tree.skipped())
                .containsEntry("binary", 2)
                .containsEntry("too_large", 1)
                .containsEntry("secret_like", 2)
                .containsEntry("generated", 1);
    }

    @Test
    void build_output_is_left_out_but_packages_of_that_name_stay() throws Exception {
        write("target/classes/A.java", "x");
        write("node_modules/left-pad/index.js", "x");
        write(".git/config", "x");
        write("src/main/java/app/build/Plan.java", "x");

        SourceTree tree = list();

        assertThat(tree.files())
                .extracting(SourceTree.SourceFile::path)
                .containsExactly("src/main/java/app/build/Plan.java");
        assertThat(tree.skipped()).containsEntry("vendored", 3);
    }

    @Test
    void odd_encodings_become_text() throws Exception {
        Files.write(root.resolve("latin.txt"), "caf\u00e9 au lait".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(root.resolve("wide.txt"), "\ufeffwide text".getBytes(StandardCharsets.UTF_16LE));
        Files.write(root.resolve("marked.txt"), "\ufeffmarked".getBytes(StandardCharsets.UTF_8));

        assertThat(readAll(list())).containsExactlyInAnyOrder("caf\ufffd au lait", "wide text", "marked");
    }

    @Test
    void beyond_the_limit_the_nearest_code_is_kept_and_the_cut_is_told() throws Exception {
        write("notes.unknown", "x");
        write("deep/down/b.java", "x");
        write("a.java", "x");
        KnowledgeSettings d = KnowledgeSettings.defaults(temp);
        KnowledgeSettings few = new KnowledgeSettings(
                d.root(),
                2,
                d.maxFileBytes(),
                d.maxTotalBytes(),
                d.maxChunks(),
                60,
                10,
                8192,
                10,
                d.maxEmbeddingTime(),
                10,
                d.sourceTimeout(),
                1000,
                10,
                10,
                List.of(),
                "outcomes");

        SourceTree tree = SourceTree.list(root, few);

        assertThat(tree.files()).extracting(SourceTree.SourceFile::path).containsExactly("a.java", "deep/down/b.java");
        assertThat(tree.isCut()).isTrue();
        assertThat(tree.skipped()).containsEntry("over_limit", 1);
    }

    @Test
    void a_tree_deeper_than_any_project_ends() throws Exception {
        Path deep = root;
        for (int i = 0; i < 80; i++) {
            deep = deep.resolve("d");
        }
        Files.createDirectories(deep);
        Files.writeString(deep.resolve("a.py"), "x");
        write("top.py", "x");

        assertThat(list().files()).extracting(SourceTree.SourceFile::path).containsExactly("top.py");
    }

    private SourceTree list() throws Exception {
        return SourceTree.list(root, KnowledgeSettings.defaults(temp));
    }

    private static List<String> readAll(SourceTree tree) {
        return tree.files().stream()
                .map(tree::read)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package io.omni.command.pipeline.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageFailure.Kind;
import io.omni.command.pipeline.workspace.GitFixture.Entry;
import io.omni.events.pipeline.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class GitWorkspacesTest {
    @TempDir
    private Path folder;

    private GitFixture git;

    @BeforeEach
    void setUp() throws IOException {
        git = new GitFixture(folder);
    }

    @Test
    void the_head_of_the_branch_is_checked_out() throws Exception {
        ObjectId head = git.commit("main", Map.of("README.md", "hello\n", "src/a.py", "a = 1\n"));

        Workspace workspace = git.workspaces.prepare(git.context(Stage.INGEST));

        assertThat(workspace.baseCommit()).isEqualTo(head.name());
        assertThat(GitFixture.filesIn(workspace.root())).containsExactly("README.md", "src/a.py");
        assertThat(workspace.root().resolve("README.md")).hasContent("hello\n");
    }

    @Test
    void a_recorded_commit_is_checked_out_though_the_branch_moved_on() throws Exception {
        ObjectId first = git.commit("main", Map.of("a", "1\n"));
        git.record(Stage.INGEST, Map.of("commit", first.name()), List.of());
        git.commit("main", Map.of("a", "2\n"));
        git.commit("main", Map.of("a", "3\n"));

        Workspace workspace = git.workspaces.prepare(git.context(Stage.VALIDATE));

        assertThat(workspace.baseCommit()).isEqualTo(first.name());
        assertThat(workspace.root().resolve("a")).hasContent("1\n");
    }

    @Test
    void what_an_earlier_stage_left_behind_is_gone() throws Exception {
        ObjectId head = git.commit("main", Map.of("a", "one\n", ".gitignore", "built/\n"));
        git.record(Stage.INGEST, Map.of("commit", head.name()), List.of());
        Path root = git.workspaces.prepare(git.context(Stage.INGEST)).root();
        Files.writeString(root.resolve("a"), "two\n");
        Files.createDirectories(root.resolve("built/nested/.git"));
        Files.writeString(root.resolve("built/nested/.git/config"), "x");
        Files.createSymbolicLink(root.resolve("link"), folder);

        git.workspaces.prepare(git.context(Stage.TEST));

        assertThat(GitFixture.filesIn(root)).containsExactly(".gitignore", "a");
        assertThat(root.resolve("a")).hasContent("one\n");
        assertThat(git.origin).exists();
    }

    @Test
    void a_recorded_commit_that_is_here_needs_no_server() throws Exception {
        ObjectId head = git.commit("main", Map.of("a", "one\n"));
        git.workspaces.prepare(git.context(Stage.INGEST));
        git.record(Stage.INGEST, Map.of("commit", head.name()), List.of());
        Files.move(git.origin, folder.resolve("moved.git"));

        Workspace workspace = git.workspaces.prepare(git.context(Stage.TEST));

        assertThat(workspace.root().resolve("a")).hasContent("one\n");
    }

    @Test
    void a_half_written_checkout_is_made_again() throws Exception {
        ObjectId head = git.commit("main", Map.of("a", "one\n"));
        git.record(Stage.INGEST, Map.of("commit", head.name()), List.of());
        git.workspaces.prepare(git.context(Stage.INGEST));
        Files.delete(git.folder().resolve("fetched"));
        Files.writeString(git.folder().resolve("half"), "written");

        Workspace workspace = git.workspaces.prepare(git.context(Stage.TEST));

        assertThat(workspace.root().resolve("a")).hasContent("one\n");
        assertThat(git.folder().resolve("half")).doesNotExist();
    }

    @Test
    void spoilt_objects_are_fetched_again() throws Exception {
        ObjectId head = git.commit("main", Map.of("a", "one\n"));
        git.record(Stage.INGEST, Map.of("commit", head.name()), List.of());
        git.workspaces.prepare(git.context(Stage.INGEST));
        String marker = Files.readString(git.folder().resolve("fetched"));
        Path objects =
                git.folder().resolve(marker.substring(0, marker.indexOf(' '))).resolve("objects");
        org.eclipse.jgit.util.FileUtils.delete(objects.toFile(), org.eclipse.jgit.util.FileUtils.RECURSIVE);
        Files.createDirectories(objects);

        assertThat(git.workspaces.prepare(git.context(Stage.TEST)).root().resolve("a"))
                .hasContent("one\n");
    }

    @Test
    void discarding_removes_the_checkout_and_may_be_repeated() throws Exception {
        git.commit("main", Map.of("a", "one\n"));
        git.workspaces.prepare(git.context(Stage.INGEST));

        git.workspaces.discard(git.pipelineId);
        git.workspaces.discard(git.pipelineId);

        assertThat(git.folder()).doesNotExist();
    }

    @Test
    void a_branch_that_does_not_exist_is_a_permanent_failure() throws Exception {
        git.commit("main", Map.of("a", "one\n"));
        git.branch = "nowhere";

        assertThat(failure().kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure()).hasMessageContaining("no branch nowhere").hasMessageContaining("main");
    }

    @Test
    void an_empty_repository_is_a_permanent_failure() {
        assertThat(failure().kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure()).hasMessageContaining("empty");
    }

    @Test
    void a_repository_that_does_not_exist_is_a_permanent_failure() {
        git.url = folder.resolve("nothing.git")
                .toUri()
                .toString()
                .replace("file:/", "file:///")
                .replace("////", "///");

        assertThat(failure().kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure()).hasMessageContaining("there is no repository");
    }

    @Test
    void a_commit_that_was_rewritten_away_is_a_permanent_failure() throws Exception {
        git.commit("main", Map.of("a", "one\n"));
        git.record(Stage.INGEST, Map.of("commit", "a".repeat(40)), List.of());

        assertThat(failure().kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure()).hasMessageContaining("no longer on branch main");
    }

    @Test
    void a_server_that_refuses_connections_is_passing_trouble() throws Exception {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            git.url = "http://127.0.0.1:" + closed.getLocalPort() + "/a/b.git";
        }

        assertThat(failure().kind()).isEqualTo(Kind.TRANSIENT);
    }

    @ParameterizedTest
    @CsvSource({"503,TRANSIENT", "500,TRANSIENT", "401,PERMANENT", "403,PERMANENT", "404,PERMANENT"})
    void a_servers_status_says_whether_trying_again_may_help(int status, Kind kind) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            git.url = "http://127.0.0.1:" + server.getAddress().getPort() + "/a/401.git";

            assertThat(failure().kind()).isEqualTo(kind);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void ssh_without_a_configured_folder_is_refused() {
        git.url = "ssh://git@127.0.0.1/a/b.git";

        assertThat(failure().kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure()).hasMessageContaining("known_hosts");
    }

    @Test
    void a_server_that_never_answers_ends_with_the_stage() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            git.url = "http://127.0.0.1:" + silent.getLocalPort() + "/a/b.git";

            StageFailure failure = catchThrowableOfType(
                    StageFailure.class,
                    () -> git.workspaces.prepare(
                            git.context(Stage.INGEST, Instant.now().plusMillis(600))));

            assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        }
    }

    @Test
    void an_interrupt_gives_up_a_server_that_never_answers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            git.url = "http://127.0.0.1:" + silent.getLocalPort() + "/a/b.git";
            AtomicReference<Throwable> ended = new AtomicReference<>();
            Thread stage = Thread.ofPlatform().start(() -> {
                try {
                    git.workspaces.prepare(git.context(Stage.INGEST));
                } catch (Exception e) {
                    ended.set(e);
                }
            });
            silent.setSoTimeout(50_000);
            silent.accept();

            stage.interrupt();
            stage.join(50_000);

            assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void links_out_of_the_tree_are_written_but_not_followed() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "secret");
        git.commitEntries("main", Map.of("link", Entry.link(outside.toString()), "up", Entry.link("../..")));

        Workspace workspace = git.workspaces.prepare(git.context(Stage.INGEST));

        assertThat(Files.isSymbolicLink(workspace.root().resolve("link"))).isTrue();
        assertThat(SafePath.regularFile(workspace.root(), "link")).isEmpty();
        assertThat(SafePath.regularFile(workspace.root(), "up/" + git.pipelineId + "/fetched"))
                .isEmpty();
        assertThat(SafePath.regularFile(workspace.root(), "../fetched")).isEmpty();
    }

    @Test
    void a_tree_that_writes_through_its_own_link_reaches_nothing_outside() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        try (Repository origin = git.repository();
                ObjectInserter inserter = origin.newObjectInserter()) {
            TreeFormatter inner = new TreeFormatter();
            inner.append("evil", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, GitFixture.bytes("x")));
            TreeFormatter tree = new TreeFormatter();
            tree.append(
                    "a", FileMode.SYMLINK, inserter.insert(Constants.OBJ_BLOB, GitFixture.bytes(outside.toString())));
            tree.append("a", FileMode.TREE, inserter.insert(inner));
            git.commitTree("main", origin, inserter, inserter.insert(tree));
        }

        git.workspaces.prepare(git.context(Stage.INGEST));

        assertThat(outside).isEmptyDirectory();
        assertThat(git.log).anyMatch(line -> line.startsWith("WARN") && line.contains("left out"));
    }

    @Test
    void a_submodule_is_an_empty_folder() throws Exception {
        git.commitEntries(
                "main",
                Map.of(
                        "sub",
                        new Entry(FileMode.GITLINK, new byte[0]),
                        ".gitmodules",
                        Entry.file("[submodule \"sub\"]\n\tpath = sub\n\turl = https://127.0.0.1/x.git\n")));

        Workspace workspace = git.workspaces.prepare(git.context(Stage.INGEST));

        assertThat(workspace.root().resolve("sub")).isEmptyDirectory();
    }

    @Test
    void file_names_in_odd_encodings_do_no_harm() throws Exception {
        // One char is one byte here: an invalid UTF-8 name, a UTF-8 one, and
        // one that looks like a path of another system.
        git.commitEntries(
                "main",
                Map.of(
                        "latin-\u00e9.txt",
                        Entry.file("1"),
                        new String(GitFixture.bytes("utf-\u00e9.txt"), StandardCharsets.ISO_8859_1),
                        Entry.file("2"),
                        "back\\slash",
                        Entry.file("3"),
                        "plain",
                        Entry.file("4")));

        Workspace workspace = git.workspaces.prepare(git.context(Stage.INGEST));

        assertThat(workspace.root().resolve("plain")).hasContent("4");
        assertThat(git.log).anyMatch(line -> line.startsWith("WARN") && line.contains("left out"));
    }

    @Test
    void a_repository_beyond_the_limits_is_refused() throws Exception {
        git = new GitFixture(folder.resolve("small"), 20_000, 3);
        git.commit("main", Map.of("big", "x".repeat(30_000)));
        git.commit("many", Map.of("1", "", "2", "", "3", "", "4", ""));

        assertThat(failure()).hasMessageContaining("more than 20000 bytes");
        git.branch = "many";
        assertThat(failure()).hasMessageContaining("more than 3 files");
    }

    @Test
    void settings_that_a_command_left_in_the_git_folder_are_not_read() throws Exception {
        ObjectId head = git.commit("main", Map.of("a", "one\n"));
        git.record(Stage.INGEST, Map.of("commit", head.name()), List.of());
        GitWorkspace workspace = (GitWorkspace) git.workspaces.prepare(git.context(Stage.INGEST));
        Files.writeString(workspace.gitFolder().resolve("config"), "[core]\n\thooksPath = /tmp\n");
        Files.createDirectories(workspace.gitFolder().resolve("hooks"));

        git.workspaces.prepare(git.context(Stage.TEST));

        assertThat(workspace.gitFolder().resolve("config")).content().doesNotContain("hooksPath");
        assertThat(Files.exists(workspace.gitFolder().resolve("hooks"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    private StageFailure failure() {
        return catchThrowableOfType(StageFailure.class, () -> git.workspaces.prepare(git.context(Stage.VALIDATE)));
    }
}

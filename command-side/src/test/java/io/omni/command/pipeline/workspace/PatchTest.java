package io.omni.command.pipeline.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageFailure.Kind;
import io.omni.command.pipeline.workspace.GitFixture.Entry;
import io.omni.events.pipeline.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PatchTest {
    private static final String GREETING = "--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three\n";

    @TempDir
    private Path folder;

    private GitFixture git;
    private Workspace workspace;

    @BeforeEach
    void setUp() throws Exception {
        git = new GitFixture(folder);
        git.commitEntries(
                "main",
                Map.of(
                        "a.txt", Entry.file("one\ntwo\nthree\n"),
                        "dos.txt", Entry.file("one\r\ntwo\r\nthree\r\n"),
                        "open.txt", Entry.file("one\ntwo"),
                        "gone/only.txt", Entry.file("x\n"),
                        "link", Entry.link("..")));
        workspace = git.workspaces.prepare(git.context(Stage.VALIDATE));
    }

    @Test
    void a_patch_without_git_lines_applies() throws Exception {
        Workspace.Outcome outcome = apply(GREETING);

        assertThat(outcome.reason()).isNull();
        assertThat(outcome.changedPaths()).containsExactly("a.txt");
        assertThat(file("a.txt")).isEqualTo("one\nTWO\nthree\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@@ -1,9 +1,1 @@", "@@ -30,3 +31,3 @@ def x", "@@ @@", "@@ -1 +1 @@"})
    void wrong_line_numbers_and_counts_are_mended(String header) throws Exception {
        assertThat(apply(GREETING.replace("@@ -1,3 +1,3 @@", header)).reason()).isNull();
        assertThat(file("a.txt")).isEqualTo("one\nTWO\nthree\n");
    }

    @Test
    void a_file_keeps_its_line_ends() throws Exception {
        assertThat(apply(GREETING.replace("a.txt", "dos.txt")).reason()).isNull();
        assertThat(file("dos.txt")).isEqualTo("one\r\nTWO\r\nthree\r\n");
    }

    @Test
    void a_patch_with_carriage_returns_fits_a_file_without() throws Exception {
        assertThat(apply(GREETING.replace("\n", "\r\n")).reason()).isNull();
        assertThat(file("a.txt")).isEqualTo("one\nTWO\nthree\n");
    }

    @Test
    void a_missing_final_line_feed_stays_or_goes_as_the_patch_says() throws Exception {
        apply("--- a/open.txt\n+++ b/open.txt\n@@ -1,2 +1,2 @@\n one\n-two\n\\ No newline at end of file\n+TWO\n");
        assertThat(file("open.txt")).isEqualTo("one\nTWO\n");

        apply("--- a/open.txt\n+++ b/open.txt\n@@ -1,2 +1,2 @@\n one\n-TWO\n+two\n\\ No newline at end of file\n");
        assertThat(file("open.txt")).isEqualTo("one\ntwo");
    }

    @Test
    void files_are_made_moved_and_removed() throws Exception {
        Workspace.Outcome outcome =
                apply("diff --git a/new/x.sh b/new/x.sh\nnew file mode 100755\n--- /dev/null\n+++ b/new/x.sh\n"
                        + "@@ -0,0 +1,2 @@\n+#!/bin/sh\n+true\n"
                        + "diff --git a/gone/only.txt b/gone/only.txt\ndeleted file mode 100644\n--- a/gone/only.txt\n+++ /dev/null\n"
                        + "@@ -1 +0,0 @@\n-x\n"
                        + "diff --git a/a.txt b/b.txt\nsimilarity index 100%\nrename from a.txt\nrename to b.txt\n");

        assertThat(outcome.reason()).isNull();
        assertThat(outcome.changedPaths()).containsExactly("a.txt", "b.txt", "gone/only.txt", "new/x.sh");
        assertThat(file("new/x.sh")).isEqualTo("#!/bin/sh\ntrue\n");
        assertThat(Files.isExecutable(workspace.root().resolve("new/x.sh"))).isTrue();
        assertThat(workspace.root().resolve("gone")).doesNotExist();
        assertThat(workspace.root().resolve("a.txt")).doesNotExist();
        assertThat(file("b.txt")).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void a_patch_that_fits_in_part_changes_nothing() throws Exception {
        Workspace.Outcome outcome =
                apply(GREETING + "--- a/dos.txt\n+++ b/dos.txt\n@@ -1,2 +1,2 @@\n nine\n-ten\n+TEN\n");

        assertThat(outcome.applied()).isFalse();
        assertThat(outcome.reason()).contains("dos.txt: hunk 1 (@@ -1,2 +1,2 @@)", "nine", "1: one");
        assertThat(file("a.txt")).isEqualTo("one\ntwo\nthree\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../out.txt",
                "/etc/x",
                "a/../../x",
                ".git/config",
                ".GIT/hooks/x",
                "sub/.git/config",
                "git~1/config",
                ".g\u200cit/config",
                "back\\slash",
                "C:/x",
                "link/x",
                "a.txt/x",
                "gone"
            })
    void a_path_out_of_the_tree_or_into_git_is_refused(String path) throws Exception {
        Workspace.Outcome outcome = apply("--- /dev/null\n+++ b/" + path + "\n@@ -0,0 +1 @@\n+x\n");

        assertThat(outcome.applied()).isFalse();
        assertThat(outcome.reason()).isNotBlank();
        assertThat(folder.resolve("out.txt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+/etc\n",
                "diff --git a/s b/s\nnew file mode 160000\n--- /dev/null\n+++ b/s\n@@ -0,0 +1 @@\n+Subproject commit 1\n",
                "--- a/link\n+++ b/link\n@@ -1 +1 @@\n-..\n+/etc\n",
                "diff --git a/p.png b/p.png\nBinary files a/p.png and b/p.png differ\n",
                "just words",
                "@@ -1 +1 @@\n-x\n+y\n",
                "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n-one\nlost\n+ONE\n"
            })
    void links_submodules_binaries_and_nonsense_are_refused(String patch) throws Exception {
        assertThat(apply(patch).applied()).isFalse();
    }

    @Test
    void a_patch_that_is_too_large_is_refused() throws Exception {
        assertThat(apply(GREETING + "x".repeat(1 << 20)).reason()).contains("at most 1048576");
    }

    @Test
    void the_same_patch_makes_the_same_commit_and_a_second_push_is_none() throws Exception {
        apply(GREETING);
        GitPublisher.Published first = git.publisher.publish(git.context(Stage.DEPLOY), workspace);
        git.workspaces.discard(git.pipelineId);
        Workspace again = git.workspaces.prepare(git.context(Stage.DEPLOY));
        again.apply(GitFixture.bytes(GREETING));

        GitPublisher.Published second = git.publisher.publish(git.context(Stage.DEPLOY), again);

        assertThat(first.alreadyThere()).isFalse();
        assertThat(second.alreadyThere()).isTrue();
        assertThat(second.commit()).isEqualTo(first.commit());
        RevCommit pushed = git.head("omni/" + git.pipelineId);
        assertThat(pushed.name()).isEqualTo(first.commit());
        assertThat(pushed.getParent(0).name()).isEqualTo(workspace.baseCommit());
        assertThat(pushed.getShortMessage()).isEqualTo("Add a greeting");
        assertThat(pushed.getFullMessage()).endsWith("Omni-Pipeline: " + git.pipelineId + "\n");
        assertThat(pushed.getAuthorIdent().getWhenAsInstant()).isEqualTo(GitFixture.CREATED);
    }

    @Test
    void only_the_patch_is_pushed_whatever_else_changed_in_the_files() throws Exception {
        apply(GREETING);
        Files.writeString(workspace.root().resolve("a.txt"), "tampered\n");
        Files.writeString(workspace.root().resolve("extra"), "tampered\n");
        git.publisher.publish(git.context(Stage.DEPLOY), workspace);

        git.branch = "omni/" + git.pipelineId;
        Workspace pushed = git.workspaces.prepare(git.context(Stage.DEPLOY));

        assertThat(pushed.root().resolve("a.txt")).hasContent("one\nTWO\nthree\n");
        assertThat(pushed.root().resolve("extra")).doesNotExist();
    }

    @Test
    void another_commit_on_the_branch_is_never_overwritten() throws Exception {
        String theirs =
                git.commit("omni/" + git.pipelineId, Map.of("x", "theirs")).name();
        apply(GREETING);

        StageFailure failure = catchThrowableOfType(
                StageFailure.class, () -> git.publisher.publish(git.context(Stage.DEPLOY), workspace));

        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(git.head("omni/" + git.pipelineId).name()).isEqualTo(theirs);
    }

    private Workspace.Outcome apply(String patch) throws InterruptedException {
        return workspace.apply(GitFixture.bytes(patch));
    }

    private String file(String path) throws Exception {
        return Files.readString(workspace.root().resolve(path));
    }
}

package io.omni.command.pipeline.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.StageFailure.Kind;
import io.omni.command.pipeline.generate.CodeGenerator.Prompt;
import io.omni.command.pipeline.work.StageContext;
import io.omni.command.pipeline.workspace.Workspace;
import io.omni.command.pipeline.workspace.Workspaces;
import io.omni.events.pipeline.PipelineId;
import io.omni.events.pipeline.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandGeneratorTest {
    @TempDir
    Path root;

    private String base = "";

    @BeforeEach
    void checkout() throws Exception {
        try (Git git =
                Git.init().setDirectory(root.toFile()).setInitialBranch("main").call()) {
            Files.writeString(root.resolve("A.java"), "one\ntwo\nthree\n");
            Files.writeString(root.resolve("kept.log"), "tracked although ignored\n");
            Files.writeString(root.resolve("gone.txt"), "bye\n");
            git.add().addFilepattern(".").call();
            Files.writeString(root.resolve(".gitignore"), "out/\nkept.log\n");
            git.add().addFilepattern(".gitignore").call();
            base = git.commit()
                    .setMessage("base")
                    .setAuthor("a", "a@b")
                    .setCommitter("a", "a@b")
                    .setSign(false)
                    .call()
                    .name();
        }
    }

    @Test
    void the_patch_is_what_the_program_changed_and_git_applies_it() throws Exception {
        var generation = generator((_, dir, _, _) -> {
                    Files.writeString(dir.resolve("A.java"), "one\n2\nthree\n");
                    Files.createDirectories(dir.resolve("src"));
                    Files.writeString(dir.resolve("src/New.java"), "new\n");
                    Files.delete(dir.resolve("gone.txt"));
                    Files.writeString(dir.resolve("kept.log"), "changed\n");
                    Files.createDirectories(dir.resolve("out"));
                    Files.writeString(dir.resolve("out/A.class"), "binary");
                    return new CommandRunner.Finished(0, "done", false);
                })
                .generate(request());

        var patch = PatchExtractor.ofPatch(String.valueOf(generation.patch()));
        assertThat(patch.files()).containsExactly("A.java", "gone.txt", "kept.log", "src/New.java");
        assertThat(git("reset", "-q", "--hard", base)).isZero();
        assertThat(git("clean", "-qfd")).isZero();
        Path kept = Files.write(Files.createTempFile("omni", ".diff"), patch.bytes());
        try {
            assertThat(git("apply", kept.toString())).isZero();
            assertThat(root.resolve("A.java")).hasContent("one\n2\nthree\n");
            assertThat(root.resolve("src/New.java")).hasContent("new\n");
            assertThat(root.resolve("gone.txt")).doesNotExist();
        } finally {
            Files.delete(kept);
        }
    }

    @Test
    void a_program_that_commits_its_change_itself_is_seen_all_the_same() throws Exception {
        var generation = generator((_, dir, _, _) -> {
                    Files.writeString(dir.resolve("A.java"), "changed\n");
                    try {
                        git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-aqm", "mine");
                    } catch (Exception e) {
                        throw new IOException(e);
                    }
                    return new CommandRunner.Finished(0, "done", false);
                })
                .generate(request());

        assertThat(generation.patch()).contains("+changed");
    }

    @Test
    void filters_that_the_program_leaves_in_the_checkout_are_not_run() throws Exception {
        Path ran = root.resolveSibling("ran-" + root.getFileName());
        generator((_, dir, _, _) -> {
                    Files.writeString(dir.resolve(".gitattributes"), "*.java filter=evil\n");
                    Files.writeString(dir.resolve(".git/config"), "[filter \"evil\"]\n\tclean = touch " + ran + "\n");
                    Files.writeString(dir.resolve("A.java"), "changed\n");
                    return new CommandRunner.Finished(0, "done", false);
                })
                .generate(request());

        assertThat(ran).doesNotExist();
    }

    @Test
    void a_program_that_changes_nothing_or_too_much_may_try_again() {
        assertThat(failure((_, _, _, _) -> new CommandRunner.Finished(0, "", false))
                        .kind())
                .isEqualTo(Kind.REPAIRABLE);
        assertThat(failure((_, dir, _, _) -> {
                            Files.writeString(dir.resolve("big.txt"), "0123456789\n".repeat(110_000));
                            return new CommandRunner.Finished(0, "", false);
                        })
                        .kind())
                .isEqualTo(Kind.REPAIRABLE);
    }

    @Test
    void a_program_that_fails_ends_the_stage() {
        assertThat(failure((_, _, _, _) -> new CommandRunner.Finished(3, "", false))
                        .getMessage())
                .contains("exit code 3");
        assertThat(failure((_, _, _, _) -> new CommandRunner.Finished(0, "", true))
                        .problem()
                        .code())
                .isEqualTo("TIMEOUT");
        assertThat(failure((_, _, _, _) -> {
                            throw new IOException("no such program");
                        })
                        .kind())
                .isEqualTo(Kind.PERMANENT);
    }

    private StageFailure failure(CommandRunner runner) {
        return catchThrowableOfType(StageFailure.class, () -> generator(runner).generate(request()));
    }

    private CommandGenerator generator(CommandRunner runner) {
        Workspaces workspaces = new Workspaces() {
            @Override
            public Workspace prepare(StageContext context) {
                return new Checkout(root, base);
            }

            @Override
            public List<PipelineId> present() {
                return List.of();
            }

            @Override
            public void discard(PipelineId pipelineId) {}
        };
        return new CommandGenerator(workspaces, runner, List.of("coder", "--print"));
    }

    private record Checkout(Path root, String baseCommit) implements Workspace {
        @Override
        public Outcome apply(byte[] patch) {
            throw new UnsupportedOperationException("not asked for here");
        }
    }

    private int git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static CodeGenerator.Request request() {
        return new CodeGenerator.Request(
                Fixtures.first(Stage.GENERATE, null), new Prompt("system", "user"), Duration.ofSeconds(30));
    }
}

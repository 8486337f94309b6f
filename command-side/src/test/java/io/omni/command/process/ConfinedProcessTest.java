package io.omni.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.omni.command.process.ConfinedProcess.Command;
import io.omni.command.process.ConfinedProcess.Killed;
import io.omni.command.process.ConfinedProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "namespaced={0}")
@ValueSource(booleans = {true, false})
@Timeout(60)
class ConfinedProcessTest {
    private static final ProcessSettings SMALL =
            new ProcessSettings(150L << 20, 30, 1L << 20, 4L << 20, 10_000, 50, true, null, Map.of("GIVEN", "yes"));
    private static final Duration LONG = Duration.ofSeconds(50);

    private final ConfinedProcess confined;

    @TempDir
    private Path folder;

    ConfinedProcessTest(boolean namespaced) throws Exception {
        confined = new ConfinedProcess(
                SMALL, namespaced ? Confinement.strongest(true, null) : Confinement.strongestWithoutNamespace());
    }

    @Test
    void a_command_gives_its_exit_code_its_output_and_its_lines() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();

        Result result = confined.run(shell("echo one; echo two >&2; printf three; exit 7"), lines::add);

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.killed()).isNull();
        assertThat(result.succeeded()).isFalse();
        assertThat(lines).containsExactly("one", "two", "three");
        assertThat(result.output()).isEqualTo("one\ntwo\nthree");
        assertThat(result.totalBytes()).isEqualTo(13);
    }

    @Test
    void arguments_reach_the_program_as_they_are() throws Exception {
        Result result = confined.run(command(List.of("printf", "%s", "$(id) `id` ; 'x'")), _ -> {});

        assertThat(result.output()).isEqualTo("$(id) `id` ; 'x'");
    }

    @RepeatedTest(40)
    void a_command_that_ends_at_once_loses_none_of_its_output() throws Exception {
        Result result = confined.run(command(List.of("printf", "%02000d", "1")), _ -> {});

        assertThat(result.totalBytes()).isEqualTo(2_000);
        assertThat(result.output()).hasSize(2_000);
    }

    @Test
    void the_output_of_a_command_that_ends_at_once_is_never_lost() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(confined.run(command(List.of("printf", "said")), _ -> {}).output())
                    .isEqualTo("said");
        }
    }

    @Test
    void the_environment_holds_only_what_was_given() throws Exception {
        Command command = new Command(List.of("env"), folder, folder.resolve("home"), Map.of("MINE", "too"), LONG);

        Result result = confined.run(command, _ -> {});

        List<String> names =
                result.output().lines().map(l -> l.substring(0, l.indexOf('='))).toList();
        assertThat(names)
                .contains("PATH", "HOME", "TMPDIR", "LANG", "CI", "GIVEN", "MINE")
                .isSubsetOf(
                        "PATH", "HOME", "TMPDIR", "LANG", "CI", "GIVEN", "MINE", "JAVA_HOME", "OMNI_CONFINED", "PWD");
        assertThat(result.output()).contains("HOME=" + folder.resolve("home"));
    }

    @Test
    void a_program_that_does_not_exist_fails_with_127() throws Exception {
        assertThat(confined.run(command(List.of("no-such-program")), _ -> {}).exitCode())
                .isEqualTo(127);
    }

    @Test
    void a_folder_that_does_not_exist_is_an_error() {
        Command command = new Command(List.of("true"), folder.resolve("nowhere"), folder, Map.of(), LONG);

        assertThatThrownBy(() -> confined.run(command, _ -> {})).isInstanceOf(IOException.class);
    }

    @Test
    void a_command_that_never_ends_is_killed_at_its_timeout() throws Exception {
        Command command = new Command(
                List.of("sh", "-c", "trap '' TERM INT; echo here; while :; do sleep 1; done"),
                folder,
                folder,
                Map.of(),
                Duration.ofSeconds(4));

        Result result = confined.run(command, _ -> {});

        assertThat(result.killed()).isEqualTo(Killed.TIMEOUT);
        assertThat(result.output()).isEqualTo("here\n");
    }

    @Test
    void endless_output_is_cut_and_killed() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();

        Result result = confined.run(shell("echo first; yes 0123456789"), lines::add);

        assertThat(result.killed()).isEqualTo(Killed.OUTPUT);
        assertThat(result.head()).startsWith("first\n").hasSize(5_000);
        assertThat(result.tail()).hasSize(5_000);
        assertThat(result.totalBytes()).isGreaterThan(4L << 20);
        assertThat(result.omittedBytes()).isEqualTo(result.totalBytes() - 10_000);
        assertThat(lines).hasSize(51).last().isEqualTo("(further output is not shown here)");
    }

    @Test
    void the_first_and_the_last_part_of_long_output_are_kept() throws Exception {
        Result result = confined.run(shell("i=0; while [ $i -lt 9000 ]; do echo line $i; i=$((i+1)); done"), _ -> {});

        assertThat(result.killed()).isNull();
        assertThat(result.head()).startsWith("line 0\nline 1\n");
        assertThat(result.tail()).endsWith("line 8998\nline 8999\n");
        assertThat(result.output()).contains("bytes are left out");
    }

    @Test
    void a_memory_hog_is_killed() throws Exception {
        Result result = confined.run(
                command(List.of("python3", "-c", "import time; x = bytearray(400 << 20); time.sleep(60)")), _ -> {});

        assertThat(result.killed()).isEqualTo(Killed.MEMORY);
    }

    @Test
    void a_file_beyond_the_limit_is_not_written() throws Exception {
        Result result = confined.run(shell("head -c 3000000 /dev/zero > big"), _ -> {});

        assertThat(result.exitCode()).isNotZero();
        assertThat(Files.size(folder.resolve("big"))).isLessThanOrEqualTo(1L << 20);
    }

    @Test
    void a_fork_bomb_is_killed_and_nothing_of_it_is_left() throws Exception {
        String bomb = "bomb() { if [ $1 -gt 0 ]; then bomb $(($1-1)) & bomb $(($1-1)) & fi; exec sleep 3141; }; bomb 8";

        Result result = confined.run(shell(bomb), _ -> {});

        assertThat(result.killed()).isEqualTo(Killed.PROCESSES);
        assertThat(running("3141")).isEmpty();
    }

    @Test
    void a_daemon_that_left_its_session_is_killed_when_the_command_ends() throws Exception {
        Result result = confined.run(
                shell("(setsid nohup setsid sh -c 'sleep 2718; true' >/dev/null 2>&1 &) ; sleep 0.3; echo done"),
                _ -> {});

        assertThat(result.succeeded()).isTrue();
        assertThat(running("2718")).isEmpty();
    }

    @Test
    void an_orphan_that_holds_the_output_open_does_not_hold_the_caller() throws Exception {
        Result result = confined.run(shell("setsid sleep 1618 & echo done"), _ -> {});

        assertThat(result.output()).isEqualTo("done\n");
        assertThat(running("1618")).isEmpty();
    }

    @Test
    void an_interrupt_ends_the_command_and_all_it_started() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                confined.run(shell("setsid sleep 1414 & echo up; sleep 1414"), _ -> running.countDown());
            } catch (Exception e) {
                ended.set(e);
            }
        });
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();
        caller.join(30_000);

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        assertThat(running("1414")).isEmpty();
    }

    @Test
    void the_hidden_folder_is_empty_but_for_the_command_s_own_folders() throws Exception {
        Path hidden = Files.createDirectories(folder.resolve("data"));
        Files.writeString(hidden.resolve("token"), "the operator's");
        Path tree = Files.createDirectories(hidden.resolve("work/tree"));
        Files.writeString(Files.createDirectories(hidden.resolve("work/git")).resolve("config"), "x");
        Path reports = hidden.resolve("work/junit");
        Confinement strongest = Confinement.strongest(true, hidden);
        assumeThat(strongest.encloses()).isTrue();
        ConfinedProcess hiding = new ConfinedProcess(hiding(hidden), strongest);
        String script = "cd ..; ls; cd tree; cat ../../token; echo x > ../../evil; umount " + hidden
                + "; unshare --user --map-root-user --mount umount " + hidden
                + "; cat ../../token; cd " + hidden + " && ls; cd " + tree
                + "; echo r > ../junit/r; echo h > $HOME/h; pwd; echo t > t";

        Result result = hiding.run(
                new Command(
                        List.of("sh", "-c", script),
                        tree,
                        hidden.resolve("work/home"),
                        Map.of(),
                        LONG,
                        List.of(reports)),
                _ -> {});

        assertThat(result.succeeded()).as(result.output()).isTrue();
        assertThat(result.output()).doesNotContain("the operator's").endsWith(tree.toRealPath() + "\n");
        assertThat(result.output().lines()).startsWith("home", "junit", "tree").doesNotContain("git", "token");
        assertThat(hidden.resolve("evil")).doesNotExist();
        assertThat(reports.resolve("r")).hasContent("r");
        assertThat(hidden.resolve("work/home/h")).hasContent("h");
        assertThat(tree.resolve("t")).hasContent("t");
        assertThat(hidden.resolve("token")).hasContent("the operator's");
    }

    @Test
    void the_kernel_itself_keeps_a_command_from_taking_every_process_of_the_machine() throws Exception {
        Confinement strongest = Confinement.strongest(true, null);
        assumeThat(strongest.encloses() && Confinement.limitsTasks()).isTrue();
        ProcessSettings manyProcesses =
                new ProcessSettings(1L << 30, 100_000, 1L << 20, 4L << 20, 10_000, 50, true, null, Map.of());
        Enclosure narrow = new Enclosure(400, folder, null, List.of());
        Command bomb = shell("i=0; while [ $i -lt 1000 ]; do sleep 1732 & i=$((i+1)); done; echo all of them");

        Result result = new ConfinedRun(manyProcesses, strongest, narrow, bomb, _ -> {}).run();

        assertThat(result.succeeded()).isFalse();
        assertThat(result.output()).doesNotContain("all of them");
        assertThat(running("1732")).isEmpty();
    }

    private static ProcessSettings hiding(Path hidden) {
        return new ProcessSettings(150L << 20, 30, 1L << 20, 4L << 20, 10_000, 50, true, hidden, Map.of());
    }

    private Command shell(String script) {
        return command(List.of("sh", "-c", script));
    }

    private Command command(List<String> arguments) {
        return new Command(arguments, folder, folder.resolve("home"), Map.of(), LONG);
    }

    private static List<String> running(String argument) {
        return ProcessHandle.allProcesses()
                .map(p -> p.info().commandLine().orElse(""))
                .filter(line -> line.contains("sleep " + argument))
                .toList();
    }
}

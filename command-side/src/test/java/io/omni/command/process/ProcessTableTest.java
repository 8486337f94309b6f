package io.omni.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProcessTableTest {
    private static final String MARK = "OMNI_TEST=of nobody";

    @Test
    void descendants_are_found_whichever_thread_has_started_them() throws Exception {
        CompletableFuture<Process> started = new CompletableFuture<>();
        CountDownLatch end = new CountDownLatch(1);
        Thread other = Thread.ofPlatform().daemon().start(() -> {
            try {
                started.complete(new ProcessBuilder("sh", "-c", "sleep 600 & wait").start());
                end.await();
            } catch (Exception e) {
                started.completeExceptionally(e);
            }
        });
        Process shell = started.get();
        try {
            long sleep = awaitedChild(shell);
            ProcessTable table = new ProcessTable(ProcessHandle.current().pid(), MARK);
            assertThat(table.descendants()).contains(ProcessHandle.current().pid(), shell.pid(), sleep);
            assertThat(table.members()).containsAll(List.of(shell.pid(), sleep));
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
            end.countDown();
            other.join();
        }
    }

    @Test
    void what_has_ended_is_none_although_nobody_has_taken_note() throws Exception {
        // A program that doesn't know of the child that it took over from the shell.
        Process heedless = new ProcessBuilder("sh", "-c", "sleep 0.1 & exec sleep 600").start();
        try {
            long child = awaitedChild(heedless);
            while (!Files.readString(Path.of("/proc/" + child + "/stat")).contains(") Z ")) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(new ProcessTable(heedless.pid(), MARK).descendants()).containsExactly(heedless.pid());
        } finally {
            heedless.destroyForcibly();
        }
    }

    @Test
    void every_member_comes_after_its_parent() throws Exception {
        Process outer = new ProcessBuilder("setsid", "sh", "-c", "sh -c 'sleep 600; true'; true").start();
        try {
            long inner = awaitedChild(outer.pid());
            long sleep = awaitedChild(inner);
            assertThat(new ProcessTable(outer.pid(), MARK).members()).containsExactly(outer.pid(), inner, sleep);
        } finally {
            outer.descendants().forEach(ProcessHandle::destroyForcibly);
            outer.destroyForcibly();
        }
    }

    private static long awaitedChild(Process parent) throws Exception {
        return awaitedChild(parent.pid());
    }

    private static long awaitedChild(long parent) throws Exception {
        Path children = Path.of("/proc/" + parent + "/task/" + parent + "/children");
        while (true) {
            String text = Files.readString(children).strip();
            if (!text.isEmpty()) {
                return Long.parseLong(text);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}

package io.omni.command.process;

import io.omni.command.process.ConfinedProcess.Command;
import io.omni.command.process.ConfinedProcess.Killed;
import io.omni.command.process.ConfinedProcess.Result;
import io.omni.events.id.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of one command: starts it, watches it, and clears up after it. */
final class ConfinedRun {
    private static final String MARK = "OMNI_CONFINED";
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration CLEAR_UP = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LAST_LOOKS = Duration.ofMillis(5);
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(10);
    private static final int BLOCK = 512;
    // The shell stays between the namespace's init and the command, reaps orphans, and passes the exit code on.
    private static final String LIMITED =
            "ulimit -c 0 2>/dev/null; ulimit -f \"$1\" 2>/dev/null; shift; \"$@\" </dev/null; exit $?";

    private final ProcessSettings settings;
    private final Confinement confinement;
    private final Enclosure enclosure;
    private final Command command;
    private final KeptOutput output;
    private final String mark = MARK + "=" + Ids.next("run");
    private final CompletableFuture<Process> started = new CompletableFuture<>();
    private final CountDownLatch pumped = new CountDownLatch(1);

    ConfinedRun(
            ProcessSettings settings,
            Confinement confinement,
            Enclosure enclosure,
            Command command,
            Consumer<String> onLine) {
        this.settings = settings;
        this.confinement = confinement;
        this.enclosure = enclosure;
        this.command = command;
        this.output = new KeptOutput(settings.keptBytes(), settings.maxLines(), onLine);
    }

    Result run() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        // Starting and reading share one thread that outlives the command: the kernel kills the command when the
        // thread that started it ends.
        Thread pump = Thread.ofPlatform().daemon().name("confined-command").start(this::startAndRead);
        Process process = awaitStart();
        ProcessTable table = new ProcessTable(process.pid(), mark);
        @Nullable Killed killed;
        try {
            killed = watch(process, table, begin);
        } finally {
            clearUp(process, table);
        }
        pumped.await(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
        if (pump.isAlive()) {
            process.getInputStream().close();
        }
        int exitCode = process.waitFor();
        return new Result(
                exitCode,
                killed,
                Duration.ofNanos(System.nanoTime() - begin),
                output.head(),
                output.tail(),
                output.total(),
                output.omitted());
    }

    private void startAndRead() {
        try {
            ProcessBuilder builder = new ProcessBuilder(arguments())
                    .directory(command.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            ConfinedProcess.scrub(builder.environment(), settings, command, mark);
            Process process = builder.start();
            started.complete(process);
            read(process);
            process.waitFor();
        } catch (IOException | RuntimeException e) {
            started.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pumped.countDown();
        }
    }

    private List<String> arguments() {
        String blocks = Long.toString(Math.max(1, settings.maxFileBytes() / BLOCK));
        List<String> limited = new ArrayList<>(List.of("sh", "-c", LIMITED, "confined", blocks));
        limited.addAll(command.arguments());
        return confinement.around(enclosure, limited);
    }

    private void read(Process process) throws IOException {
        byte[] piece = new byte[1 << 16];
        InputStream stream = process.getInputStream();
        boolean closedUnderUs = false;
        while (true) {
            try {
                int length = stream.read(piece);
                if (length < 0) {
                    break;
                }
                output.add(piece, length);
            } catch (IOException e) {
                if (process.isAlive()) {
                    throw e;
                }
                if (closedUnderUs) {
                    break;
                }
                // When a process ends, Java keeps what is left in its pipe and closes the pipe, perhaps under a reader;
                // the next read finds what was kept.
                closedUnderUs = true;
            }
        }
        output.end();
    }

    private Process awaitStart() throws IOException, InterruptedException {
        try {
            return started.get();
        } catch (InterruptedException e) {
            // It may have started nonetheless; nobody else would end it.
            started.thenAccept(process -> clearUpQuietly(process));
            throw e;
        } catch (ExecutionException e) {
            throw new IOException(
                    "the command can't be started: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private @Nullable Killed watch(Process process, ProcessTable table, long begin) throws InterruptedException {
        while (true) {
            if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                return output.total() > settings.maxOutputBytes() ? Killed.OUTPUT : null;
            }
            List<Long> members = confinement.namespaced() ? table.descendants() : table.members();
            if (System.nanoTime() - begin > command.timeout().toNanos()) {
                return Killed.TIMEOUT;
            } else if (members.size() > settings.maxProcesses() + ownProcesses()) {
                return Killed.PROCESSES;
            } else if (output.total() > settings.maxOutputBytes()) {
                return Killed.OUTPUT;
            } else if (ProcessTable.memory(members) > settings.maxMemoryBytes()) {
                return Killed.MEMORY;
            }
        }
    }

    /** The namespace's keeper and the shell that sets the limits are ours, not the command's. */
    private int ownProcesses() {
        return confinement.namespaced() ? 2 : 1;
    }

    private void clearUp(Process process, ProcessTable table) {
        boolean interrupted = Thread.interrupted();
        long until = System.nanoTime() + CLEAR_UP.toNanos();
        // Not the process's own method, which would also throw away the output that is still to be read.
        process.toHandle().destroyForcibly();
        List<Long> left = table.members();
        boolean sure = confinement.namespaced();
        while (!(left.isEmpty() && sure) && System.nanoTime() < until) {
            if (left.isEmpty()) {
                // One that is in the middle of an exec shows no mark for a moment.
                LockSupport.parkNanos(BETWEEN_LAST_LOOKS.toNanos());
                sure = true;
            } else {
                // A fork bomb makes new processes while its old ones are killed, so this goes on until a look finds
                // none.
                left.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
                sure = confinement.namespaced();
            }
            left = table.members();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("processes of a confined command could not be ended: " + left);
        }
    }

    private void clearUpQuietly(Process process) {
        clearUp(process, new ProcessTable(process.pid(), mark));
    }
}

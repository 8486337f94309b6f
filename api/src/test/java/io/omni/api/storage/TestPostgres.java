package io.omni.api.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A durable PostgreSQL server that a test owns and may break: when it is stopped or killed it comes back on the same port. */
public final class TestPostgres implements AutoCloseable {
    private final DataFolder folder;
    private final EmbeddedPostgres server;

    private TestPostgres(DataFolder folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
    }

    /** Starts one in a folder. */
    public static TestPostgres start(Path path) {
        DataFolder folder = DataFolder.open(path);
        return new TestPostgres(folder, EmbeddedPostgres.start(folder, TestServers.PROGRAMS));
    }

    /** Where it is and how to log in. */
    public DatabaseAddress address() {
        return server.address();
    }

    /** Ends it at once, without a checkpoint, as an operator does with {@code pg_ctl stop -m immediate}. */
    public void stopImmediately() throws IOException, InterruptedException {
        signal("QUIT");
    }

    /** Kills it with SIGKILL. */
    public void kill() throws IOException, InterruptedException {
        signal("KILL");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(List.of("kill", "-" + name, Long.toString(server.pid()))).start();
        if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IllegalStateException("the server could not be signalled");
        }
    }

    @Override
    public void close() {
        server.close();
        folder.close();
    }
}

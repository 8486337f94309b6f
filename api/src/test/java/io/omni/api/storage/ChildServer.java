package io.omni.api.storage;

import java.nio.file.Path;

/** Runs in a process of its own: starts a server on a folder, says its number, and waits to be killed. */
final class ChildServer {

    private ChildServer() {}

    public static void main(String[] args) throws InterruptedException {
        DataFolder folder = DataFolder.open(Path.of(args[0]));
        EmbeddedPostgres server = EmbeddedPostgres.start(folder, Path.of(args[1]));
        System.out.println(server.pid());
        Thread.sleep(300_000);
    }
}

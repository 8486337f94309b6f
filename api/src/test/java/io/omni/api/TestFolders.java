package io.omni.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data folders for tests that share the unpacked PostgreSQL, which takes seconds to unpack. */
public final class TestFolders {
    private static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

    private TestFolders() {}

    /** Makes the data folder with its {@code programs} being the shared ones. */
    public static void withUnpackedPrograms(Path dataFolder) throws IOException {
        Files.createDirectories(PROGRAMS);
        Files.createDirectories(dataFolder);
        Files.createSymbolicLink(dataFolder.resolve("programs"), PROGRAMS);
    }
}

package io.omni.api.storage;

import io.omni.api.settings.StartupProblem;
import io.omni.events.id.Hashes;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that come with this one, unpacked once into a folder that nobody else can write to. */
final class PostgresDistribution {
    private final Path home;

    private PostgresDistribution(Path home) {
        this.home = home;
    }

    /**
     * Unpacks the programs for this machine unless that was done before.
     *
     * @param parent where the unpacked folder goes, named after the hash of what was unpacked
     */
    static PostgresDistribution unpackedIn(Path parent) {
        try {
            byte[] archive = archive();
            Path home = parent.resolve("postgresql-" + Hashes.sha256(archive).substring(0, 16));
            if (Files.notExists(home)) {
                Files.createDirectories(parent);
                Path draft = Files.createTempDirectory(parent, "unpacking-");
                unpack(archive, draft);
                publish(draft, home);
            }
            return new PostgresDistribution(home);
        } catch (IOException e) {
            throw new StartupProblem(
                    "PostgreSQL could not be unpacked into \"" + parent + "\": " + e.getMessage()
                            + "; make room there, or set OMNI_DATABASE_URL to a server of your own.",
                    e);
        }
    }

    /** The path of one of its programs: {@code initdb}, {@code pg_ctl} or {@code postgres}. */
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch");
        String architecture = machine.equals("amd64") ? "x86_64" : machine;
        try (InputStream found = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture)) {
            if (found == null) {
                throw new StartupProblem("No PostgreSQL comes with this program for " + system + " on " + architecture
                        + "; set OMNI_DATABASE_URL to a server of your own.");
            }
            return found.readAllBytes();
        } catch (IllegalStateException noneForThisMachine) {
            throw new StartupProblem(
                    "No PostgreSQL comes with this program for " + system + " on " + architecture
                            + "; set OMNI_DATABASE_URL to a server of your own.",
                    noneForThisMachine);
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive holds a path that leads out of it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink() || entry.isLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                    boolean program =
                            (entry.getMode() & 0100) != 0 || path.getParent().endsWith("bin");
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Renames the unpacked folder, so that a crash half way never leaves one that looks whole. */
    private static void publish(Path draft, Path home) throws IOException {
        try {
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException lost) {
            deleteAll(draft);
            if (Files.notExists(home)) {
                throw lost;
            }
        }
    }

    static void deleteAll(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

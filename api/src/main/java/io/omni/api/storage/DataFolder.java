package io.omni.api.storage;

import io.omni.api.settings.StartupProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The folder that holds everything this node keeps, readable by its owner alone (mode 700) and used by one process at a
 * time: it stays locked from {@link #open} to {@link #close}. The operating system drops the lock of a process that dies.
 */
public final class DataFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel lockFile, FileLock lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Makes the folder where there is none, closes it to others, and locks it.
     *
     * @param path the folder
     * @throws StartupProblem when it can't be made or written, or another process uses it
     */
    public static DataFolder open(Path path) {
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, OWNER_ONLY_FOLDER);
            // PostgreSQL and /proc name folders by their real path.
            Path real = path.toRealPath();
            return locked(real);
        } catch (IOException e) {
            throw new StartupProblem(
                    "OMNI_DATA_DIR names \"" + path
                            + "\", which this user can't write to; choose a folder that it owns.",
                    e);
        }
    }

    private static DataFolder locked(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(path.resolve("omni.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return new DataFolder(path, file, lock);
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            // Reported below like a lock that another process holds.
        }
        file.close();
        throw new StartupProblem(
                "The data folder \"" + path
                        + "\" is in use by another running Omni Orchestrator; stop that one, or set OMNI_DATA_DIR to another folder.");
    }

    /** The real path of the folder. */
    public Path path() {
        return path;
    }

    /**
     * What a private file in this folder says; it is made (mode 600, whole or not at all) when there is none.
     *
     * @param name the file's name
     * @param initial makes the text of a new one
     * @return the text without surrounding blanks
     * @throws StartupProblem when the file can't be read or made, or is empty
     */
    public String privateText(String name, Supplier<String> initial) {
        Path file = path.resolve(name);
        try {
            if (Files.notExists(file)) {
                make(file, initial.get());
            }
            Files.setPosixFilePermissions(file, OWNER_ONLY_FILE);
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new StartupProblem(
                        "The file \"" + file + "\" is empty; restore it, or delete it to have a new one made.");
            }
            return text;
        } catch (IOException e) {
            throw new StartupProblem(
                    "The file \"" + file + "\" can't be read or written; check its owner and mode.", e);
        }
    }

    private void make(Path file, String text) throws IOException {
        Path draft = path.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FILE));
        } catch (FileAlreadyExistsException race) {
            throw new IOException("Someone else writes into the locked data folder.", race);
        }
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap((text + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lets another process use the folder. */
    @Override
    public void close() {
        try (lockFile) {
            lock.release();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("The data folder's lock could not be released.", e);
        }
    }
}

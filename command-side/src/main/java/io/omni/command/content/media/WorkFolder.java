package io.omni.command.content.media;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** A folder that one attempt at some work has for itself; it is removed when it is closed. */
public final class WorkFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

    private final Path path;

    WorkFolder(Path path) {
        this.path = path;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * Puts a stored file into the folder under a name of our own, without copying it where the file system allows that.
     *
     * @throws MediaTrouble when it can't be
     */
    public void add(Path stored, String name) throws MediaTrouble {
        Path file = path.resolve(name);
        try {
            try {
                Files.createLink(file, stored);
            } catch (UnsupportedOperationException | FileSystemException e) {
                // Some shared file systems have no hard links.
                Files.copy(stored, file);
            }
        } catch (IOException e) {
            throw MediaStore.trouble("the media can't be opened", e);
        }
    }

    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            // The sweep removes it later.
            LOG.warn("The work folder {} can't be removed now", path, e);
        }
    }
}

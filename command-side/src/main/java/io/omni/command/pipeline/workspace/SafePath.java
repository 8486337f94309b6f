package io.omni.command.pipeline.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.jspecify.annotations.Nullable;

/** Paths that come from a repository, a patch or a generator, and never lead out of the tree or through a symbolic link. */
public final class SafePath {
    private static final int MAX_LENGTH = 4_000;

    private SafePath() {}

    /**
     * Why a path must not be written.
     *
     * @param path from the tree's root, with slashes
     * @return a sentence; null when the path is fine
     */
    static @Nullable String refusal(String path) {
        if (path.isEmpty() || path.length() > MAX_LENGTH) {
            return "a path has 1 to " + MAX_LENGTH + " characters";
        }
        if (path.startsWith("/") || path.indexOf('\\') >= 0 || path.matches("[A-Za-z]:.*")) {
            return "the path '" + path + "' is not relative to the repository's root";
        }
        if (path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            return "a path holds no control characters";
        }
        try {
            // Knows the names that other file systems take for .git or a parent folder.
            new ObjectChecker().setSafeForMacOS(true).checkPath(path);
            return null;
        } catch (CorruptObjectException e) {
            return "the path '" + path + "' is not allowed: " + e.getMessage();
        }
    }

    /**
     * Finds a regular file without following a symbolic link on the way.
     *
     * @param root the tree
     * @param path from its root, with slashes
     * @return empty when there is none, when it is no regular file, or when the path leads through a link or out of the tree
     */
    public static Optional<Path> regularFile(Path root, String path) {
        return inside(root, path)
                .filter(file -> parentsAreFolders(root, file))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** Where a new or changed file goes; its missing folders are made. */
    static Path forWriting(Path root, String path) throws IOException {
        Path file = inside(root, path).orElseThrow(() -> new IOException("not a path inside the tree: " + path));
        Path folder = root;
        for (Path name : root.relativize(file.getParent())) {
            folder = folder.resolve(name);
            if (name.toString().isEmpty() || Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            // Fails when something that is no folder, a link for example, has the name.
            Files.createDirectory(folder);
        }
        return file;
    }

    /** The place that a path names; empty when this machine can't name it, or it would be outside. */
    static Optional<Path> inside(Path root, String path) {
        try {
            Path file = root.resolve(path).normalize();
            return file.startsWith(root) && !file.equals(root) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean parentsAreFolders(Path root, Path file) {
        for (Path folder = file.getParent(); !folder.equals(root); folder = folder.getParent()) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }
}

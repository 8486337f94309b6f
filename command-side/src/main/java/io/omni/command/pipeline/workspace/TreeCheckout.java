package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.StageFailure;
import io.omni.command.pipeline.artifact.StageLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Writes a commit's files to an empty folder: the stored bytes, without filters and without following a link. */
final class TreeCheckout {
    private static final int SYMLINK_BYTES = 4_096;

    private final Repository repository;
    private final WorkspaceSettings settings;
    private final StageLog log;
    private int left;

    TreeCheckout(Repository repository, WorkspaceSettings settings, StageLog log) {
        this.repository = repository;
        this.settings = settings;
        this.log = log;
    }

    /**
     * Fails when a commit's files break a limit. A few packed kilobytes can stand for billions of files, so they are counted first.
     *
     * @return how many files there are
     */
    int measure(RevTree tree) throws IOException, StageFailure, InterruptedException {
        int files = 0;
        long bytes = 0;
        try (TreeWalk walk = walk(tree)) {
            while (walk.next()) {
                files++;
                if (walk.getFileMode(0) != FileMode.GITLINK) {
                    bytes += walk.getObjectReader().getObjectSize(walk.getObjectId(0), Constants.OBJ_BLOB);
                }
                if (files > settings.maxFiles()) {
                    throw StageFailure.permanent(
                            "the repository has more than " + settings.maxFiles() + " files, which is the limit", null);
                }
                if (bytes > settings.maxRepositoryBytes()) {
                    throw tooLarge(settings);
                }
                stopIfInterrupted();
            }
        }
        return files;
    }

    /** Writes the files. Those whose names this machine can't write are left out, which the log says. */
    void write(RevTree tree, Path root) throws IOException, InterruptedException {
        try (TreeWalk walk = walk(tree)) {
            while (walk.next()) {
                stopIfInterrupted();
                if (!write(walk, root)) {
                    left++;
                }
            }
        }
        if (left > 0) {
            log.warn(left + " files of the repository are left out: their names can't be written on this machine");
        }
    }

    static StageFailure tooLarge(WorkspaceSettings settings) {
        return StageFailure.permanent(
                "the repository has more than " + settings.maxRepositoryBytes() + " bytes, which is the limit", null);
    }

    static void setExecutable(Path file, boolean executable) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        Set<PosixFilePermission> execute = Set.of(
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_EXECUTE);
        if (executable ? permissions.addAll(execute) : permissions.removeAll(execute)) {
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    private TreeWalk walk(RevTree tree) throws IOException {
        TreeWalk walk = new TreeWalk(repository);
        walk.addTree(tree);
        walk.setRecursive(true);
        return walk;
    }

    private boolean write(TreeWalk walk, Path root) throws IOException {
        String path = walk.getPathString();
        Optional<Path> place = SafePath.refusal(path) == null ? SafePath.inside(root, path) : Optional.empty();
        if (place.isEmpty()) {
            return false;
        }
        try {
            Path file = SafePath.forWriting(root, path);
            FileMode mode = walk.getFileMode(0);
            if (mode == FileMode.GITLINK) {
                Files.createDirectory(file);
                return true;
            }
            ObjectLoader loader = walk.getObjectReader().open(walk.getObjectId(0), Constants.OBJ_BLOB);
            if (mode == FileMode.SYMLINK) {
                // A link is written as it is; nothing here ever follows it.
                Files.createSymbolicLink(
                        file,
                        file.getFileSystem()
                                .getPath(new String(loader.getCachedBytes(SYMLINK_BYTES), StandardCharsets.UTF_8)));
                return true;
            }
            try (InputStream content = loader.openStream()) {
                Files.copy(content, file);
            }
            if (mode == FileMode.EXECUTABLE_FILE) {
                setExecutable(file, true);
            }
            return true;
        } catch (InvalidPathException | FileAlreadyExistsException | org.eclipse.jgit.errors.LargeObjectException e) {
            return false;
        } catch (FileSystemException e) {
            if (nameIsAtFault(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean nameIsAtFault(FileSystemException e) {
        String reason = String.valueOf(e.getReason());
        return reason.contains("File name too long") || reason.contains("Invalid or incomplete multibyte");
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}

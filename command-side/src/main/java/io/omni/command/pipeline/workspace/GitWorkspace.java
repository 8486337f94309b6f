package io.omni.command.pipeline.workspace;

import io.omni.command.pipeline.workspace.UnifiedDiff.Malformed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** A checkout whose git folder lies beside the tree, out of the way of the commands that run in the tree. */
final class GitWorkspace implements Workspace {
    private final Path root;
    private final Path gitFolder;
    private final ObjectId base;
    private final WorkspaceSettings settings;
    private @Nullable ObjectId patchedTree;

    GitWorkspace(Path root, Path gitFolder, ObjectId base, WorkspaceSettings settings) {
        this.root = root;
        this.gitFolder = gitFolder;
        this.base = base;
        this.settings = settings;
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public String baseCommit() {
        return base.name();
    }

    Path gitFolder() {
        return gitFolder;
    }

    ObjectId base() {
        return base;
    }

    /** The tree of the applied patches; null before the first. */
    @Nullable
    ObjectId patchedTree() {
        return patchedTree;
    }

    @Override
    public Outcome apply(byte[] patch) throws InterruptedException {
        List<String> paths = List.of();
        try (Repository repository = IsolatedGit.open(gitFolder)) {
            UnifiedDiff diff = UnifiedDiff.parse(patch);
            paths = List.copyOf(diff.paths());
            PatchedTree tree = new PatchedTree(repository, startTree(repository), settings.maxFileBytes());
            tree.apply(diff);
            // Stored before a file changes: a full disk then refuses the patch as a whole.
            ObjectId written = tree.write();
            write(tree.changes());
            patchedTree = written;
            return new Outcome(true, null, paths);
        } catch (Malformed e) {
            return new Outcome(false, e.getMessage(), paths);
        } catch (IOException e) {
            throw new UncheckedIOException("the patch could not be written to the checkout", e);
        }
    }

    private ObjectId startTree(Repository repository) throws IOException {
        if (patchedTree != null) {
            return patchedTree;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(base);
            return commit.getTree();
        }
    }

    private void write(Map<String, PatchedTree.@Nullable Content> changes) throws IOException {
        // Deletions first: a file may give way to a folder of its name.
        for (Map.Entry<String, PatchedTree.@Nullable Content> change : changes.entrySet()) {
            if (change.getValue() == null) {
                delete(change.getKey());
            }
        }
        for (Map.Entry<String, PatchedTree.@Nullable Content> change : changes.entrySet()) {
            PatchedTree.Content content = change.getValue();
            if (content != null) {
                Path file = SafePath.forWriting(root, change.getKey());
                // Removing it first means that a link put in its place is replaced, not followed.
                Files.deleteIfExists(file);
                Files.write(file, content.bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                TreeCheckout.setExecutable(file, content.mode() == FileMode.EXECUTABLE_FILE);
            }
        }
    }

    private void delete(String path) throws IOException {
        Path file = SafePath.regularFile(root, path).orElse(null);
        if (file == null) {
            return;
        }
        Files.delete(file);
        // git knows no empty folders, so they go with their last file.
        for (Path folder = file.getParent(); !folder.equals(root); folder = folder.getParent()) {
            try (var content = Files.newDirectoryStream(folder)) {
                if (content.iterator().hasNext() || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    return;
                }
            }
            Files.delete(folder);
        }
    }
}
